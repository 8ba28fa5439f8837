# Completion of briefing in bash, also without the package bash-completion:
#   briefing completion bash > ~/.local/share/bash-completion/completions/briefing
# or in ~/.bashrc:
#   source <(briefing completion bash)
_briefing() {
    local also word
    COMPREPLY=()
    {
        IFS= read -r also
        while IFS= read -r word; do
            COMPREPLY+=("$word")
        done
    } < <("${1/#\~/$HOME}" __complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    # A field, or an option's =, goes on.
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:=] ]] && compopt -o nospace
    if [[ $also ]]; then
        local of=-f
        [[ $also == folders ]] && of=-d
        compopt -o filenames
        while IFS= read -r word; do
            COMPREPLY+=("$word")
        done < <(compgen "$of" -- "$2")
    fi
}
complete -F _briefing briefing

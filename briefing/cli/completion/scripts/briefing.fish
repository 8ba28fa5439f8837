# Completion of briefing in fish:
#   briefing completion fish > ~/.config/fish/completions/briefing.fish
function __briefing_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program (string replace -r '^~' $HOME $words[1])
    set -e words[1]
    set -l lines ($program __complete fish $words "$current" 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path "$current"
        case folders
            __fish_complete_directories "$current" ''
    end
    set -q lines[2]; and printf '%s\n' $lines[2..]
end
complete -c briefing -f -a '(__briefing_complete)'

"""The table of subcommands: names, arguments, summaries and examples.

`briefing --help` is printed from this table alone. The command `matrix` is set up by
`configure_matrix(parser)` and run by `run_matrix(args)` of its module.
"""


class Subcommand:
    """One subcommand. Not a NamedTuple: importing `typing` takes longer than all of `--help`."""

    def __init__(
        self, name: str, arguments: str, summary: str, example: str, module: str = ""
    ) -> None:
        self.name = name
        """What is typed."""
        self.arguments = arguments
        """What follows the name, for the overview."""
        self.summary = summary
        """What it does, in one line."""
        self.example = example
        """A command line to copy."""
        self.module = module or name
        """The module that holds it, in the folder of its group."""


GROUPS: dict[str, tuple[Subcommand, ...]] = {
    "read": (
        Subcommand("list", "[QUERY…]", "list the briefs, newest first",
                   "briefing list process:ru-ua-istanbul-2025"),
        Subcommand("search", "QUERY…", "find records by words and fields",
                   'briefing search "prisoner exchange" party:ukraine'),
        Subcommand("show", "ID[#RECORD]", "print a brief, or one of its records",
                   "briefing show istanbul-2025-06-02#q1"),
        Subcommand("notes", "[QUERY…]", "list your notes, the latest first",
                   "briefing notes --since monday"),
        Subcommand("digest", "[QUERY…]", "print what is new and what moved, for mail",
                   "briefing digest --since yesterday"),
        Subcommand("check", "[PATH…]", "report every problem with line and column",
                   "briefing check briefs --format github"),
    ),
    "compare": (
        Subcommand("process", "[NAME]", "show where each issue of a process stands",
                   "briefing process ru-ua-istanbul-2025"),
        Subcommand("diff", "[PROCESS] A B", "show what changed between two rounds",
                   "briefing diff istanbul-2025-05-16 istanbul-2025-06-02"),
        Subcommand("matrix", "[NAME]", "show who holds which position on which issue",
                   "briefing matrix ru-ua-istanbul-2025", module="process"),
        Subcommand("who", "[NAME]", "show what a party or person did and said",
                   "briefing who kyiv"),
        Subcommand("issue", "[SLUG]", "show everything recorded about an issue, by date",
                   "briefing issue ceasefire", module="who"),
    ),
    "write": (
        Subcommand("new", "", "write a new brief, with the format as comments",
                   "briefing new --from istanbul-2025-07-23 --date 2025-09-01"),
        Subcommand("draft", "ARTICLE|-", "draft a brief from an article",
                   "briefing draft article.txt --date 2025-06-02"),
        Subcommand("archive", "BRIEF SOURCE FILE", "add a source's text to a brief",
                   "briefing archive istanbul-2025-06-02 article article.txt"),
        Subcommand("export", "FORMAT [QUERY…]", "export briefs as Markdown, JSON, CSV and more",
                   "briefing export markdown istanbul-2025-06-02 -o brief.md"),
        Subcommand("import", "FORMAT FILE…", "import briefs from other programs' files",
                   "briefing import kite world.json --into kite", module="import_briefs"),
        Subcommand("edit", "ID[#RECORD]", "edit a brief in your editor, then check it",
                   "briefing edit istanbul-2025-06-02#q1"),
        Subcommand("review", "[ID…|QUERY]", "confirm suggested values one by one",
                   "briefing review istanbul-2025-06-02"),
        Subcommand("schema", "", "print the format as JSON Schema, for editors",
                   "briefing schema > briefs/.brief.schema.json"),
    ),
    "share": (
        Subcommand("publish", "--to ADDRESS", "publish what changed to a shared store",
                   "briefing publish -s briefs --to postgresql://db/briefs --why corrections"),
        Subcommand("pull", "[ADDRESS] FOLDER", "bring a folder up to a shared store",
                   "briefing pull postgresql://db/briefs ~/briefs --follow"),
        Subcommand("log", "[ID]", "list the versions of a brief or a shared store",
                   "briefing log istanbul-2025-06-02"),
        Subcommand("restore", "ID@N", "publish an earlier version of a brief again",
                   "briefing restore istanbul-2025-06-02@3", module="log"),
        Subcommand("store", "init|grant|… ADDRESS", "set up a shared store, or look at it",
                   "briefing store init postgresql://db/briefs --unmarked amber"),
    ),
    "maintain": (
        Subcommand("index", "", "refresh, rebuild or measure the catalogue",
                   "briefing index --rebuild"),
        Subcommand("state", "mark|sync|export|…",
                   "mark briefs; sync, export or import marks",
                   "briefing state mark read until:2025-06"),
        Subcommand("config", "show|path|check|…", "show or check the settings",
                   "briefing config init"),
        Subcommand("keys", "", "list every key and command of the reader",
                   "briefing keys"),
        Subcommand("doctor", "", "show what this machine and terminal can do",
                   "briefing doctor"),
        Subcommand("completion", "bash|zsh|fish", "print the script that completes in a shell",
                   "briefing completion fish"),
    ),
}  # fmt: skip
"""Every subcommand, in the order in which `--help` lists them."""

COMMANDS = {entry.name: entry for entries in GROUPS.values() for entry in entries}
"""Every subcommand by name."""


def module_of(entry: Subcommand) -> str:
    """Return the dotted name of the module that holds a subcommand."""
    group = next(title for title, entries in GROUPS.items() if entry in entries)
    return f"briefing.cli.commands.{group}.{entry.module}"


_HEAD = """\
usage: briefing [STORE] [option…]     open a folder of briefs in the reader
       briefing COMMAND …             see briefing COMMAND --help

STORE defaults to $BRIEFING_STORE, the settings, ./briefs or the sample briefs.
"""

_OPTIONS = """\
options
  -s, --store STORE   the folder of briefs, or a store named in the settings
  --open ID           start with this brief
  --theme NAME        terminal, dark, light, contrast, mono, okabe-ito
  --ascii             draw with ASCII characters only
  --mouse, --no-mouse handle mouse events, or leave them to the terminal
  --linear            lines in place of a screen, for screen readers
  --restricted        no editor, export or suspend: no way out of the reader
  -V, --version       print the version
  -h, --help          print this help

exit status: 0 done, 1 nothing or problems found, 2 usage error, 3 no store
example: briefing ~/briefs
"""


def overview() -> str:
    """Return what `briefing --help` prints."""
    parts = [_HEAD]
    for title, entries in GROUPS.items():
        lines = (f"  {f'{entry.name} {entry.arguments}':<30}{entry.summary}" for entry in entries)
        parts.append("\n".join([title, *lines]) + "\n")
    return "\n".join([*parts, _OPTIONS])

"""The table of subcommands: names, modules, summaries and examples.

`briefing --help` is printed from this table alone, so that it needs no other module. A command
`import` of module `m` is set up by `m.configure_import(parser)` and run by `m.run_import(args)`.
"""


class Subcommand:
    """One subcommand. (Neither a dataclass nor a NamedTuple: both take longer to import than
    all the rest of `--help`.)
    """

    __slots__ = ("arguments", "example", "module", "name", "summary")

    def __init__(self, name: str, module: str, arguments: str, summary: str, example: str) -> None:
        self.name = name
        """What is typed."""
        self.module = module
        """The module below `briefing.cli` that configures and runs it."""
        self.arguments = arguments
        """What follows the name, as the overview shows it."""
        self.summary = summary
        """What it does, in one line."""
        self.example = example
        """A command line to copy."""

    @property
    def function(self) -> str:
        """The name as part of a function's name."""
        return self.name.replace("-", "_")


GROUPS: tuple[tuple[str, tuple[Subcommand, ...]], ...] = (
    (
        "read",
        (
            Subcommand("list", "list_show", "[QUERY…]", "list the briefs, newest first",
                  "briefing list process:ru-ua-istanbul-2025"),
            Subcommand("search", "search", "QUERY…", "find records by words and fields",
                  'briefing search "prisoner exchange" party:ukraine'),
            Subcommand("show", "list_show", "ID[#RECORD]", "print a brief, or one of its records",
                  "briefing show istanbul-2025-06-02#q1"),
            Subcommand("check", "check", "[PATH…]", "report every problem with line and column",
                  "briefing check briefs --format github"),
        ),
    ),
    (
        "compare",
        (
            Subcommand("process", "process", "[NAME]", "show where each issue of a process stands",
                  "briefing process ru-ua-istanbul-2025"),
            Subcommand("diff", "diff", "A B", "show what changed between two briefs",
                  "briefing diff istanbul-2025-05-16 istanbul-2025-06-02"),
            Subcommand("matrix", "process", "NAME", "show who holds which position on which issue",
                  "briefing matrix ru-ua-istanbul-2025"),
            Subcommand("who", "who", "NAME", "show what a party or person did and said",
                  "briefing who kyiv"),
            Subcommand("issue", "who", "SLUG", "show everything recorded about an issue, by date",
                  "briefing issue ceasefire"),
        ),
    ),
    (
        "write",
        (
            Subcommand("archive", "archive", "BRIEF SOURCE FILE", "add a source's text to a brief",
                  "briefing archive istanbul-2025-06-02 article article.txt"),
            Subcommand("schema", "check", "", "print the format as JSON Schema, for editors",
                  "briefing schema > briefs/.brief.schema.json"),
        ),
    ),
    (
        "maintain",
        (
            Subcommand("index", "search", "", "refresh, rebuild or measure the catalogue",
                  "briefing index --rebuild"),
            Subcommand("state", "state", "export|import|path",
                  "export or import marks, stars, tags and notes",
                  "briefing state export > marks.json"),
            Subcommand("config", "config", "show|path|validate|…", "show or check the settings",
                  "briefing config init"),
            Subcommand("keys", "doctor", "", "list every key and command of the reader",
                  "briefing keys"),
            Subcommand("doctor", "doctor", "", "show what this machine and terminal can do",
                  "briefing doctor"),
        ),
    ),
)  # fmt: skip
"""Every subcommand, in the order in which `--help` lists them."""

COMMANDS: dict[str, Subcommand] = {entry.name: entry for _, group in GROUPS for entry in group}
"""Every subcommand by name."""

_HEAD = """\
usage: briefing [STORE] [option…]     open a folder of briefs in the reader
       briefing COMMAND …             see briefing COMMAND --help

STORE defaults to $BRIEFING_STORE, the settings, ./briefs or the sample briefs.
"""

_OPTIONS = """\
options
  -s, --store STORE   the folder of briefs
  --open ID           start with this brief
  --theme NAME        colours: terminal, dark, light or contrast
  --ascii             draw with ASCII characters only
  --mouse, --no-mouse handle mouse events, or leave them to the terminal
  --restricted        no editor, export or suspend: no way out of the reader
  -V, --version       print the version
  -h, --help          print this help

exit status: 0 done, 1 nothing or problems found, 2 usage error, 3 no store
example: briefing ~/briefs
"""


def overview() -> str:
    """Return what `briefing --help` prints."""
    parts = [_HEAD]
    for title, entries in GROUPS:
        lines = (f"  {f'{entry.name} {entry.arguments}':<30}{entry.summary}" for entry in entries)
        parts.append("\n".join([title, *lines]) + "\n")
    return "\n".join([*parts, _OPTIONS])

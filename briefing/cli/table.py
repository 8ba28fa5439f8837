"""The subcommands: what each is called, where it is written, and what it is for.

`briefing --help` is printed from this table alone, so that it needs no other module. A command
`import` of module `m` is set up by `m.configure_import(parser)` and run by `m.run_import(args)`.
"""


class Entry:
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


GROUPS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "read",
        (
            Entry("list", "reading", "[QUERY…]", "list the briefs, newest first",
                  "briefing list process:ru-ua-istanbul-2025"),
            Entry("search", "search", "QUERY…", "find records by their words and fields",
                  'briefing search "prisoner exchange" party:ukraine'),
            Entry("show", "reading", "ID[#RECORD]", "print one brief, or one record of it",
                  "briefing show istanbul-2025-06-02#q1"),
            Entry("check", "checking", "[PATH…]", "name every fault with its line and column",
                  "briefing check briefs --format github"),
        ),
    ),
    (
        "compare",
        (
            Entry("process", "process", "[NAME]", "a process's rounds: where each issue stands",
                  "briefing process ru-ua-istanbul-2025"),
            Entry("diff", "diff", "A B", "what changed between two briefs",
                  "briefing diff istanbul-2025-05-16 istanbul-2025-06-02"),
            Entry("matrix", "process", "NAME", "parties and issues: who holds which position",
                  "briefing matrix ru-ua-istanbul-2025"),
            Entry("who", "who", "NAME", "what a party or person agreed, offered and said",
                  "briefing who kyiv"),
            Entry("issue", "who", "SLUG", "all that was recorded about an issue, by date",
                  "briefing issue ceasefire"),
        ),
    ),
    (
        "write",
        (
            Entry("archive", "archive", "BRIEF SOURCE FILE", "keep a source's text beside a brief",
                  "briefing archive istanbul-2025-06-02 article article.txt"),
            Entry("schema", "checking", "", "the format as JSON Schema, for editors",
                  "briefing schema > briefs/.brief.schema.json"),
        ),
    ),
    (
        "look after",
        (
            Entry("index", "search", "", "the catalogue: refresh, rebuild, measure",
                  "briefing index --rebuild"),
            Entry("state", "keeping", "export|import|path", "read marks, stars, tags and notes",
                  "briefing state export > marks.json"),
            Entry("config", "config", "show|path|validate|…", "the settings",
                  "briefing config init"),
            Entry("keys", "doctor", "", "every key and command of the reader",
                  "briefing keys"),
            Entry("doctor", "doctor", "", "what machine and terminal can do",
                  "briefing doctor"),
        ),
    ),
)  # fmt: skip
"""Every subcommand, in the order in which `--help` lists them."""

COMMANDS: dict[str, Entry] = {entry.name: entry for _, group in GROUPS for entry in group}
"""Every subcommand by name."""

_HEAD = """\
usage: briefing [STORE] [option…]     open the reader on a folder of briefs
       briefing COMMAND …             see briefing COMMAND --help

Without STORE: $BRIEFING_STORE, the settings, ./briefs, else the sample briefs.
"""

_OPTIONS = """\
options
  -s, --store STORE   the folder of briefs
  --open ID           begin with this brief
  --theme NAME        colours: terminal, dark, light or contrast
  --ascii             no line drawing or other signs beyond ASCII
  --mouse, --no-mouse take mouse events, or leave them to the terminal
  --restricted        no editor, export or suspend: nothing that leads out
  -V, --version       the version
  -h, --help          this text

exit status: 0 done, 1 nothing or problems found, 2 used wrongly, 3 no store
example: briefing ~/briefs
"""


def overview() -> str:
    """Return what `briefing --help` prints."""
    parts = [_HEAD]
    for title, entries in GROUPS:
        lines = (f"  {f'{entry.name} {entry.arguments}':<30}{entry.summary}" for entry in entries)
        parts.append("\n".join([title, *lines]) + "\n")
    return "\n".join([*parts, _OPTIONS])

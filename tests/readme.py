"""Writes what is made from the code that it describes: `python3 -m tests.readme`.

The README's tables, and what `tests.manual` writes.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from briefing.cli.table import COMMANDS as SUBCOMMANDS
from briefing.commands import COMMANDS
from briefing.evidence import Verdict
from briefing.exchange.outgoing.formats import FORMATS
from briefing.loader.problems import CODES
from briefing.loader.schema import schema
from briefing.model.brief import NamedProcess
from briefing.model.citation_form import FIELDS as CITATION_FIELDS
from briefing.query.fields import FIELDS, FORMS
from briefing.user.settings import HELP, KINDS, Settings
from briefing.user.settings.key_notation import NOTATION
from tests import manual

README = Path(__file__).resolve().parents[1] / "README.md"
"""The file with the tables."""
PICTURES = Path(__file__).parent / "ui" / "pictures"
"""Where the pictures of the screen are."""


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines
    )


def _code(text: str) -> str:
    return f"``{text}``" if "`" in text else f"`{text}`"


def keys() -> str:
    """Return the keys, group by group."""
    rows = [
        (", ".join(map(_code, c.keys)), c.help, _code(c.id))
        for group in dict.fromkeys(c.group for c in COMMANDS)
        for c in COMMANDS
        if c.group == group
    ]
    return _table(("keys", "does", "command"), rows)


def notation() -> str:
    """Return how keys are written in the settings."""
    rows = ((_code(n.example), n.means, ", ".join(map(_code, n.others))) for n in NOTATION)
    return _table(("write", "for", "also accepted"), rows)


def settings() -> str:
    """Return the settings."""
    rows = (
        (_code(name if name in KINDS else f"[{name}]"), HELP[name], _default(name)) for name in HELP
    )
    return _table(("setting", "means", "default"), rows)


def citation() -> str:
    """Return the fields of the form of a copied quotation."""
    rows = ((_code(f"{{{name}}}"), means) for name, means in CITATION_FIELDS.items())
    return _table(("field", "is"), rows)


def _default(name: str) -> str:
    default = Settings._field_defaults[name]
    empty = default is None or (not isinstance(default, bool) and default in ("", ()))
    return "" if empty or name not in KINDS else _code(str(default).lower())


def forms() -> str:
    """Return how a query is written."""
    return _table(("write", "finds"), ((_code(f.example), f.help) for f in FORMS))


def fields() -> str:
    """Return the fields of a query."""
    rows = ((_code(f"{f.name}:"), f.help, _code(f.example)) for f in FIELDS)
    return _table(("field", "finds", "for example"), rows)


def codes() -> str:
    """Return the codes of problems."""
    return _table(("code", "means"), ((_code(code), text) for code, text in CODES.items()))


def verdicts() -> str:
    """Return the verdicts on quotations."""
    rows = ((v.glyph, v.ascii.replace("|", "\\|"), v.word, _MEANS[v]) for v in Verdict)
    return _table(("sign", "ASCII", "verdict", "means"), rows)


_MEANS = {
    Verdict.VERBATIM: "found character for character",
    Verdict.TYPOGRAPHY: "the same words, case and punctuation; only typography or spacing differs",
    Verdict.OMISSIONS: "all parts around `…` or an editor's `[word]` found in order",
    Verdict.ALTERED: "the nearest passage shares most words; differences are shown word by word",
    Verdict.NOT_FOUND: "no passage is similar",
    Verdict.AMBIGUOUS: "found in several places; `from`, `prefix` or `suffix` can say which",
    Verdict.NO_ARCHIVE: "there is no archived text to compare with",
    Verdict.NOT_COMPARED: "the quotes before it used up the limit for one brief",
    Verdict.PARAPHRASE: "not the speaker's own wording; not compared",
}  # fmt: skip


def commands() -> str:
    """Return the subcommands."""
    rows = (
        (_code(f"briefing {c.name} {c.arguments}".strip()), c.summary, _code(c.example))
        for c in SUBCOMMANDS.values()
    )
    return _table(("command", "does", "for example"), rows)


def formats() -> str:
    """Return the formats of exports."""
    rows = ((_code(name), form.purpose, _code(form.ending)) for name, form in FORMATS.items())
    return _table(("format", "is for", "files end in"), rows)


SAME: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("quotation marks and apostrophes",
     ("“ '", "« '", "„ '", "「 '", "《 '", "״ \"", "ʻ '", "ʿ '", "′ '"), True),
    ("dashes, hyphens, minus", ("– -", "— -", "− -", "־ -", "֊ -", "〜 -"), True),
    ("three dots", ("... …", "⋯ …"), True),
    ("ligatures and letters of other fonts",
     ("ﬁ fi", "ĳ ij", "ﬔ մե", "ﻻ لا", "ﬦ ם", "𝐀 A", "１Ａ 1A", "ｶﾞ ガ"), True),
    ("radicals of Chinese characters", ("⽇ 日", "⻘ 青"), True),
    ("signs made of letters or figures",
     ("Ⅻ XII", "½ 1/2", "5½ 5 1/2", "℃ °C", "㎏ kg", "㍿ 株式会社"), True),
    ("Arabic letters of other keyboards, tatweel",
     ("ی ي", "ک ك", "ٱ ا", "الاتـــفاق الاتفاق"), True),
    ("case and accents", ("Ö o", "ł l", "أ ا", "مُ م"), False),
    ("figures of other scripts", ("٦ 6", "۶ 6", "६ 6"), False),
    ("raised figures and signs, and the words beside them", ("a¹ a", "1º 1", "a™ a"), False),
)  # fmt: skip
"""What is the same, by two examples with a space between; True if the quote check agrees."""


def same() -> str:
    """Return what the quote check and the search take for the same."""
    rows = (
        (what, ", ".join(map(_pair, examples)), "same" if both else "differs", "same")
        for what, examples, both in SAME
    )
    return _table(("written otherwise", "for example", "in a quotation", "in a search"), rows)


def _pair(example: str) -> str:
    one, other = example.split(" ", 1)
    return f"{_code(one)} {_code(other)}"


def format_keys() -> str:
    """Return the keys of a brief, record by record."""
    whole = schema()
    records = {"brief": whole} | {
        name: whole["definitions"][name]
        for name in (
            "Location", "Party", "Person", "Issue", "Source", "Agreement", "Disagreement",
            "Position", "Proposal", "Quote", "Event", "NextStep",
        )
    }  # fmt: skip
    records["NamedProcess"] = NamedProcess.model_json_schema()
    return "\n\n".join(_record_keys(name, record) for name, record in records.items())


def _record_keys(name: str, record: dict[str, Any]) -> str:
    required = record.get("required", ())
    rows = (
        (f"**{_code(key)}**" if key in required else _code(key), _words(value))
        for key, value in record["properties"].items()
        if key not in _EVERYWHERE
    )
    return _table((_RECORDS[name], "is"), rows)


_EVERYWHERE = frozenset({"suggested", "extra"})
_RECORDS = {
    "brief": "the brief", "Location": "`place`", "Party": "one of `parties`",
    "Person": "one of `people`", "Issue": "one of `issues`", "Source": "one of `sources`",
    "Agreement": "one of `agreements`", "Disagreement": "one of `disagreements`",
    "Position": "one of its `positions`", "Proposal": "one of `proposals`",
    "Quote": "one of `quotes`", "Event": "one of `timeline`", "NextStep": "one of `next`",
    "NamedProcess": "one of `processes`, in `store.yaml`",
}  # fmt: skip


def _words(value: dict[str, Any]) -> str:
    """Return what a key is, and the words that it may take."""
    choices = [
        word
        for part in (value, *value.get("anyOf", ()))
        for word in part.get("enum", ())
        if isinstance(word, str)
    ]
    words = ", ".join(map(_code, choices))
    words = f" {words}" if len(choices) > 1 else ""
    return f"{value.get('description', '')}{words}"


def _picture(name: str) -> Callable[[], str]:
    """Return what reads a picture of the screen, without empty rows above the keys."""

    def read() -> str:
        *rows, keys = (PICTURES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        while not rows[-1]:
            rows.pop()
        return "\n".join(("```", *rows, keys, "```"))

    return read


BLOCKS: dict[str, Callable[[], str]] = {
    "picture of a brief": _picture("brief-140x28"),
    "picture of a process": _picture("process-120x30"),
    "picture of a matrix": _picture("matrix-100x24"),
    "picture of what moved": _picture("moved-80x24"),
    "picture of a draft": _picture("confirming/quotes-80x24"),
    "picture of its source": _picture("confirming/source-80x24"),
    "format": format_keys,
    "keys": keys, "notation": notation, "settings": settings, "citation": citation,
    "forms": forms, "fields": fields,
    "codes": codes, "verdicts": verdicts, "same": same, "commands": commands,
    "formats": formats,
}  # fmt: skip
"""What stands between `<!-- name -->` and `<!-- /name -->`."""


def written(text: str) -> str:
    """Return the README's text with every table made anew."""
    for name, make in BLOCKS.items():
        block = f"<!-- {name} -->\n{make()}\n<!-- /{name} -->"
        start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, _, rest = text.partition(start)
        text = before + block + rest.partition(end)[2]
    return text


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
    manual.write()

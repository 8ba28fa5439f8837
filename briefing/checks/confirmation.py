"""What a program proposed or left open: warnings in a draft, errors in a final brief."""

from collections.abc import Iterator

from briefing.loader.problems import short
from briefing.loader.syntax import Fault
from briefing.model.any_record import AnyRecord
from briefing.model.brief import Brief, Shared
from briefing.model.suggested import UNWRITTEN, records
from briefing.text.names import Suggestions


def faults(brief: Brief) -> Iterator[Fault]:
    """Yield suggestions that no person has confirmed, and what a draft left open."""
    suggestions = Suggestions()
    if brief.summary.strip() == UNWRITTEN and brief.status != "draft":
        message = "is still to be written; write what came of the talks, or set status: draft"
        yield Fault(None, "unwritten", message, "summary")
    for path, record in records(brief):
        yield from _of_record(path, record, suggestions, final=brief.status == "final")
    for key, quote in brief.quotes.items():
        if quote.who is None:
            message = "has no speaker; add who before the brief is final"
            yield Fault(None, "missing", message, f"quotes.{key}.who", "warning")


def of_shared(shared: Shared) -> Iterator[Fault]:
    """Yield the suggestions in the shared records, which may serve drafts: all are warnings."""
    suggestions = Suggestions()
    for section in ("parties", "people", "sources", "issues", "processes"):
        for key, record in getattr(shared, section).items():
            yield from _of_record(f"{section}.{key}", record, suggestions, final=False)


def _of_record(
    path: str, record: AnyRecord, suggestions: Suggestions, *, final: bool
) -> Iterator[Fault]:
    where = f"{path}.suggested".removeprefix(".")
    own = [info.alias or name for name, info in type(record).model_fields.items()]
    for number, key in enumerate(record.suggested, 1):
        if key not in own:
            near = suggestions.near(key, lambda: own) or "; delete it"
            message = f'"{short(key)}" is not a key of this record{near}'
            yield Fault(None, "unknown-key", message, f"{where}.{number}")
    if open_keys := [key for key in record.suggested if key in own]:
        names = short(", ".join(open_keys))
        remedy = "delete it from suggested" if len(open_keys) == 1 else "delete suggested"
        asks = "a final brief has none; " if final else ""
        message = f"{names}: proposed by a program, not confirmed; {asks}check, then {remedy}"
        yield Fault(None, "suggested", message, where, "error" if final else "warning")

"""A brief of the list in a line, and what there is in the list."""

from briefing.catalogue import ListRow
from briefing.catalogue.values import OwnMarks, tlp_label
from briefing.linear.facts.part import capital, fact, ordinal
from briefing.model import dates
from briefing.text.numbers import quantity
from briefing.view.list_rows import ListSize


def row_fact(row: ListRow, own: OwnMarks | None, at: int, total: int) -> str:
    """Return a brief in a line: its marks, title, date and round, and what it holds.

    `at` counts from 0. A file that is not a brief says so by its path.
    """
    head = ordinal("Brief", at, total, *_marks(own))
    if row.is_broken:
        said = [f"{row.path} is not readable", quantity(row.problems, "problem")]
    else:
        of = f" of {row.rounds}" if row.rounds else ""
        said = [
            " ".join(filter(None, (tlp_label(row.handling), row.title or row.path))),
            dates.readable(row.date) if row.date else "",
            f"round {row.round}{of}" if row.round is not None else "",
            row.standing,
            quantity(row.problems, "problem") if row.problems else "",
            f"{row.unconfirmed:,} unconfirmed" if row.unconfirmed else "",
            *_counts(row),
        ]
    tags = f"tags {', '.join(own.tags)}" if own is not None and own.tags else ""
    return "".join(fact(head, *said, tags))


def _marks(own: OwnMarks | None) -> list[str]:
    if own is None:
        return []
    marks = {
        "unread": own.is_unread, "changed since you read it": own.has_changed,
        "starred": own.is_starred, "noted": own.is_noted,
    }  # fmt: skip
    return [word for word, is_so in marks.items() if is_so]


def _counts(row: ListRow) -> list[str]:
    kinds = (
        (row.agreements, "agreement"), (row.disagreements, "disagreement"), (row.quotes, "quote")
    )  # fmt: skip
    return [quantity(count, kind) for count, kind in kinds] if any(n for n, _ in kinds) else []


def list_facts(name: str, size: ListSize, filter_text: str) -> list[str]:
    """Return how many briefs there are in the list, how many of them are unread, and the filter."""
    unread = f"{size.unread:,} unread" if size.unread else ""
    new = f"{size.new:,} new" if size.new else ""
    return [
        *fact(capital(name), quantity(size.briefs, "brief"), new, unread, "newest first"),
        *fact("Filter", filter_text),
    ]

"""Briefs as JSON: the keys of their files, which read back exactly, and what checking found."""

from collections.abc import Iterator
from typing import Any

from briefing.exchange.outgoing.values.brief_data import brief_data
from briefing.exchange.outgoing.values.json_text import json_text
from briefing.exchange.outgoing.walk import Outgoing


def json_export(outgoing: Outgoing) -> Iterator[str]:
    """Yield one object for a single brief that was asked for as such, else an array of them."""
    if outgoing.is_single:
        for value in _briefs(outgoing):
            yield json_text(value, 2) + "\n"
        return
    before = "[\n"
    for value in _briefs(outgoing):
        yield before + json_text(value)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def jsonl_export(outgoing: Outgoing) -> Iterator[str]:
    """Yield one object a line."""
    for value in _briefs(outgoing):
        yield json_text(value) + "\n"


def _briefs(outgoing: Outgoing) -> Iterator[dict[str, Any]]:
    for view in outgoing.exact_views():
        notes = {"own_notes": dict(view.notes)} if view.notes else {}
        yield {**brief_data(view), **notes}

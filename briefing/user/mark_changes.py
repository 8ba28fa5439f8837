"""What each command that marks does to a brief, and the sentence on it.

Each change is one step that can be undone. It may wait for another process.
"""

from collections.abc import Sequence

from briefing.text.numbers import quantity
from briefing.user.brief_marks import BriefMarks
from briefing.user.state import State


def toggle_read(state: State, own: BriefMarks, brief: str, *, has_changed: bool) -> str:
    """Mark a brief as read, or as unread unless it `has_changed` since it was read."""
    if brief not in state.read([brief]) or has_changed:
        own.mark_read(brief)
        return "marked as read"
    state.set_unread([brief])
    return "marked as unread"


def toggle_star(state: State, brief: str) -> str:
    """Star or unstar a brief."""
    starred = bool(state.starred([brief]))
    state.set_star(brief, not starred)
    return "unstarred" if starred else "starred"


def toggle_tag(state: State, own: BriefMarks, brief: str, tag: str) -> str:
    """Add a tag to a brief, or remove one that it has."""
    on_it = tag in own.tags_of(brief)
    state.set_tag(brief, tag, not on_it)
    return f"untagged {tag}" if on_it else f"tagged {tag}"


def write_note(state: State, brief: str, key: str, before: str, after: str) -> str:
    """Write a note in place of the one that was read `before`; an empty one removes it.

    Of a note that another reader has written meanwhile, nothing is lost.
    """
    now = state.notes([brief]).get(brief, {}).get(key, "")
    if now in ("", before, after):
        state.set_note(brief, after, key)
        return "note saved" if after else "note removed"
    if after and after != before.strip():
        state.set_note(brief, f"{now} / {after}", key)
        return "note saved beside what another reader wrote"
    return "note kept, as another reader has changed it"


def mark_all_read(own: BriefMarks, numbers: Sequence[int], apart: str) -> str:
    """Mark every brief of a list as read, as one step; `apart` stands between count and remedy."""
    count = own.mark_all_read(numbers)
    if not count:
        return "every brief in the list is read"
    return f"marked {quantity(count, 'brief')} read{apart}u undoes"

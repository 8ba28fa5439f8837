"""Whether the speaker of a quotation is named near its place: a hint to look again, no more."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from briefing.evidence.archive import Archive
from briefing.evidence.findings import Place, SpeakerCheck
from briefing.evidence.folding import UNSPACED, fold

PRONOUNS = ("he", "she", "they", "him", "her", "them", "his", "hers", "their", "theirs")
"""Pronouns that stand for a person spoken of, in English."""
_LOOK_BACK = 4000  # characters before the preceding paragraph in which a pronoun's name is sought
_LONGEST = 20_000  # characters of those two paragraphs that are read on either side
_NAME_SPLIT = re.compile(r"[\s·・]+")  # 阿巴斯·阿拉格齐 is a name in two parts
_UNSPACED = re.compile(f"[{UNSPACED}]")
_Match = re.Match[str]
_ROLE_SPLIT = re.compile(r",|;|/|\s+and\s+")


def speaker_near(
    archive: Archive,
    place: Place,
    names: Sequence[str],
    *,
    others: Iterable[str] = (),
    roles: Iterable[str] = (),
    pronouns: Iterable[str] = PRONOUNS,
) -> SpeakerCheck:
    """Return how the speaker is named in the paragraph of `place` or the one before.

    `names` are the speaker's name and aliases, `others` the names and aliases of everyone else in
    the brief. Any part of a name that begins with a capital and that no other person shares counts:
    `Umerov` for `Rustem Umerov`. Of a role, each part counts, in any case. A pronoun counts when
    the nearest person named before it, at most 4,000 characters before those paragraphs, is the
    speaker. The words of the quotation itself do not count.
    """
    before, near = _surroundings(archive, place)
    others = tuple(others)
    speaker = _pattern(_forms(names, others))
    if speaker.search(near) or _pattern(_parts(roles), re.IGNORECASE).search(near):
        return SpeakerCheck.NAMED
    text = f"{before} {near}"
    spoken_of = list(_pattern(pronouns, re.IGNORECASE).finditer(text, len(before)))
    named = list(speaker.finditer(text))
    if not spoken_of or not named:
        return SpeakerCheck.ABSENT
    # A brief may name thousands: only those that stand in the text are worth a pattern.
    near_by = (form for form in _forms(others, names) if _folded(form) in text)
    meant = _is_meant(spoken_of, named, _pattern(near_by).finditer(text))
    return SpeakerCheck.PRONOUN if meant else SpeakerCheck.ABSENT


def _is_meant(
    pronouns: Iterable[_Match], speaker: Iterable[_Match], others: Iterable[_Match]
) -> bool:
    """Whether the last name before one of the pronouns is the speaker's."""
    named = [(at.end(), True) for at in speaker] + [(at.end(), False) for at in others]
    named.sort()
    before = (bisect_left(named, (at.start(), False)) - 1 for at in pronouns)
    return any(index >= 0 and named[index][1] for index in before)


def _surroundings(archive: Archive, place: Place) -> tuple[str, str]:
    """Return what precedes the two paragraphs, and the two without the quotation; both folded."""
    spans = archive.paragraphs
    start = max(spans[max(0, place.paragraph - 2)].start, place.start - _LONGEST)
    stop = min(spans[place.paragraph_end - 1].end, place.end + _LONGEST)
    before = archive.text[max(0, start - _LOOK_BACK) : start]
    near = f"{archive.text[start : place.start]}\n{archive.text[place.end : stop]}"
    return fold(before).text, fold(near).text


def _forms(names: Iterable[str], others: Iterable[str]) -> set[str]:
    """Return each name, and each of its parts that belongs to nobody else."""
    shared = {part for other in others for part in _NAME_SPLIT.split(other)}
    forms = set()
    for name in names:
        forms.add(name)
        forms |= {
            p
            for p in _NAME_SPLIT.split(name)
            if len(p) > 1 and not p[0].islower() and p not in shared
        }
    return forms


def _parts(roles: Iterable[str]) -> set[str]:
    return {part.strip() for role in roles for part in (role, *_ROLE_SPLIT.split(role))}


@lru_cache(maxsize=4096)
def _folded(form: str) -> str:
    return fold(form).text.strip()


def _pattern(forms: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    folded = sorted({_folded(form) for form in forms} - {""}, key=len, reverse=True)
    return re.compile("|".join(map(_whole, folded)) or r"(?!)", flags)


def _whole(form: str) -> str:
    """Return the pattern of a form as a whole word; in some scripts any place is a boundary."""
    before = "" if _UNSPACED.match(form[0]) else r"(?<!\w)"
    after = "" if _UNSPACED.match(form[-1]) else r"(?!\w)"
    return f"{before}{re.escape(form)}{after}"

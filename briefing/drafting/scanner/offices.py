"""Offices and names with prepositions in them or before them: ministre de la Défense `Anne Lee`."""

from collections.abc import Sequence

from briefing.drafting.scanner.words_and_marks import CAPITAL, WORD, TextToken
from briefing.drafting.words.lexicon import Is, Lexicon

_MOST_BETWEEN = 14  # tokens between a verb and its subject


def is_particle(
    found: Sequence[TextToken], start: int, at: int, high: int, lexicon: Lexicon
) -> bool:
    """Whether a token is the second part of a name: Dominique `de` Villepin."""
    if found[at].text not in lexicon.name_particles or at == start:
        return False
    before = found[at - 1]
    if before.text in lexicon.name_particles:
        before = found[at - 2]
    is_first = before.kind == CAPITAL and not before.tag & (Is.BODY | Is.TITLE | Is.TIME | Is.STOP)
    if sum(token.kind == CAPITAL for token in found[start:at]) != 1 or not is_first:
        return False
    after = next((found[n] for n in range(at + 1, min(high, at + 3))
                  if found[n].text not in lexicon.name_particles), before)  # fmt: skip
    return after is not before and after.kind == CAPITAL


def after_preposition(found: Sequence[TextToken], at: int, high: int) -> int | None:
    """Return where the subject begins after `à la presse`, `au Monde` or `de son côté`.

    At an article, or at a name that what stands before it cannot be part of.
    """
    for place in range(at + 1, min(high, at + 9)):
        token, before = found[place], found[place - 1]
        if token.kind not in (WORD, CAPITAL) or token.tag & (Is.THAT | Is.SAYS | Is.RELATIVE):
            return None
        if place == at + 1 or before.tag & (Is.PREPOSITION | Is.DETERMINER):
            continue
        if token.kind == WORD and token.tag & Is.DETERMINER and not token.tag & Is.PREPOSITION:
            return place if token.text != "des" else None
        is_alone = before.kind == WORD and not before.tag & Is.TITLE
        if token.kind == CAPITAL and (is_alone or before.tag & Is.OUTLET):
            return place
    return None


def after_insertion(found: Sequence[TextToken], at: int, high: int) -> int | None:
    """Return where the subject begins after confie`, sous couvert d’anonymat,`."""
    for place in range(at + 1, min(high, at + 10)):
        token = found[place]
        if token.text == ",":
            return place + 1
        if token.kind not in (WORD, CAPITAL) or token.tag & (Is.THAT | Is.SAYS | Is.PRONOUN):
            return None
    return None


def list_end(found: Sequence[TextToken], end: int, high: int) -> int:
    """Return where les ministres français`, allemand et britannique` ends."""
    no_part = Is.DETERMINER | Is.PREPOSITION | Is.ADVERB | Is.VERB | Is.SAYS | Is.PRONOUN
    at = end
    while at + 1 < high and (found[at].text == "," or found[at].tag & Is.CONJUNCTION):
        word = found[at + 1]
        if word.kind != WORD or word.tag & (no_part | Is.RELATIVE | Is.GERUND | Is.THAT):
            break
        if found[at].tag & Is.CONJUNCTION:
            return at + 2
        at += 2
    return end


def name_after_office(
    found: Sequence[TextToken], start: int, end: int, lexicon: Lexicon
) -> tuple[int, int] | None:
    """Return the slice of the name at the end of le ministre des Affaires étrangères `Jean Lee`.

    The slice that is read begins with the office. None for le porte-parole de `Jean Lee`,
    le conseiller du président `Jean Lee` and le directeur du lycée `Jean Lee`.
    """
    hangs = next((at for at in range(start, end) if _hangs(found, start, at)), end)
    if hangs >= end or not any(token.tag & Is.TITLE for token in found[start:hangs]):
        return None
    begin = hangs + 1
    while begin < end and not _begins_name(found, begin, end):
        if found[begin].tag & (Is.TITLE | Is.PERSON | Is.VERB):
            return None
        begin += 1
    before = found[begin - 1]
    if begin >= end or before.text in lexicon.namesakes:
        return None
    if before.tag & (Is.PREPOSITION | Is.DETERMINER):
        return None
    return begin, _name_end(found, begin, end)


def _hangs(found: Sequence[TextToken], start: int, at: int) -> bool:
    """Whether a preposition is no part of a name."""
    token = found[at]
    if not token.tag & Is.PREPOSITION and token.text != "des":
        return False
    before = found[at - 1]
    in_name = token.tag & Is.PARTICLE and at > start and before.kind == CAPITAL
    return not in_name or bool(before.tag & Is.TITLE)


def _name_end(found: Sequence[TextToken], begin: int, end: int) -> int:
    last = begin
    while last < end and (found[last].kind == CAPITAL or found[last].tag & Is.PARTICLE):
        last += 1
    while found[last - 1].kind != CAPITAL:
        last -= 1
    return last


def _begins_name(found: Sequence[TextToken], at: int, end: int) -> bool:
    """Whether a first name and more begin at a token."""
    no_name = Is.BODY | Is.TITLE | Is.TIME | Is.DETERMINER | Is.PERSON
    if at + 1 >= end or found[at].kind != CAPITAL or found[at].tag & no_name:
        return False
    after = found[at + 1]
    return (after.kind == CAPITAL and not after.tag & Is.BODY) or bool(after.tag & Is.PARTICLE)


def last_name(
    found: Sequence[TextToken], low: int, end: int, lexicon: Lexicon
) -> tuple[int, int] | None:
    """Return the slice of the name right before a verb: в эфире `Лавров` заявил."""
    no_name = Is.TIME | Is.STOP | Is.BODY | Is.OUTLET | Is.TITLE
    start = end
    while start > low and found[start - 1].kind == CAPITAL and not found[start - 1].tag & no_name:
        start -= 1
    if start in (low, end) or end >= len(found) or found[start - 1].kind != WORD:
        return None
    if found[start - 1].tag & (Is.PREPOSITION | Is.TITLE | Is.PERSON | Is.PARTICLE):
        return None
    is_subject = _is_nominative(found[end - 1], found[end], lexicon)
    return (start, end) if is_subject else None


def _is_nominative(name: TextToken, verb: TextToken, lexicon: Lexicon) -> bool:
    is_hers = verb.text.endswith("ла") and name.text.endswith(("а", "я"))
    return is_hers or not name.text.endswith(tuple(lexicon.case_endings))


def late_name(
    found: Sequence[TextToken], verb: int, at: int, high: int, lexicon: Lexicon
) -> tuple[int, int] | None:
    """Return the slice of the name behind what hangs on a verb: сказал в беседе `Павел Орлов`."""
    end = at
    while end < min(high, at + _MOST_BETWEEN) and found[end].kind in (WORD, CAPITAL):
        if found[end].tag & (Is.THAT | Is.SAYS | Is.RELATIVE):
            return None
        end += 1
    start = end
    while start > at and found[start - 1].kind == CAPITAL:
        start -= 1
    if end - start < 2 or start < at + 2 or found[start - 1].tag & Is.PREPOSITION:
        return None
    if any(token.tag & (Is.BODY | Is.OUTLET | Is.TIME) for token in found[start:end]):
        return None
    is_subject = all(_is_nominative(one, found[verb], lexicon) for one in found[start:end])
    return (start, end) if is_subject else None

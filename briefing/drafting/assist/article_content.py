"""What the text of an article holds: names, figures, dates, quotations."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from briefing.drafting.article import Article
from briefing.evidence import Archive, QuoteCheck, Verdict, figures_missing, judge
from briefing.loader import foreign_dates
from briefing.model import dates
from briefing.model.references import Target
from briefing.text.fold import fold
from briefing.text.numbers import numbers_in, words_in

SOURCE = "article"
"""The key of the article among the sources of its brief."""

_WORD = re.compile(r"[^\W_]+")
_CAPITAL = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PIECE = re.compile(r"[^\n]*?[.!?…]+[\"'”’»“)\]*_]*(?=\s|$)|[^\n]+")
_QUOTED = re.compile(r"[“„«‟\"]([^“”„«»‟\"\n]{1,2000})[”“»\"]")
_NOT_PROSE = re.compile(r"\[\^[^\]\s]{1,200}\]")
_LINK = re.compile(r"[a-z][a-z0-9+.-]{0,20}://|\]\(|\]:|<[a-z/!]", re.IGNORECASE)
_FOUND = (Verdict.VERBATIM, Verdict.TYPOGRAPHY, Verdict.OMISSIONS, Verdict.AMBIGUOUS)
_SMALL = frozenset("012")
_NEAR = 4
"""Words from the first part of a name to the last."""
_ALIKE = 5
"""Letters that two forms of one ordinary word have in common at their beginning."""
_ENDING = 3
"""The most letters by which two forms of one name differ at their end."""
_STARTERS = frozenset(
    fold(
        """
    a an the this that these those it its he she they we there here both each every either neither
    none no not all some many most few several another other others such one two in on at by for
    from to of with without within under over after before during since until while when where who
    what which why how if though although because as and but or yet so also still then now later
    meanwhile however instead according despite following talks negotiations delegations negotiators
    officials parties sides leaders questions agreement agreements disagreement proposal proposals
    meeting round whether mr mrs ms dr der die das ein eine dieser diese dieses es er sie wir beide
    jede jeder keine kein alle im am auf bei für von zu mit ohne nach vor während seit bis wenn wo
    wer was welche und aber oder doch auch noch dann laut trotz gespräche verhandlungen ob le la les
    un une des ce cet cette ces il elle ils elles nous aucun aucune chaque tous dans sur à par pour
    de du avec sans sous après avant pendant depuis quand où qui que si et mais ou aussi encore
    selon malgré négociations в во на по при для от до с со без под после перед пока когда где кто
    что какие как если и но или также еще затем он она они это эти обе оба каждый никто все стороны
    переговоры у за від з зі під після поки коли де хто що які як якщо і й але або також ще потім
    він вона вони це ці обидві кожен ніхто всі сторони переговори will would should could can may
    must is are were do does did has have had let only even just yes wird werden soll sollen kann
    können darf ist sind war hat haben nur est sont sera doit faut peut seul peu будет будут должен
    должна должны может ли только есть чи буде будуть має може лише
    six three four five seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy
    eighty ninety hundred thousand million third fourth fifth sixth dozens hundreds thousands
    millions
    nothing nobody everything everyone something someone little less more rather together separately
    """
    ).split()
)
"""Words that begin sentences and are not names, in five languages."""


class ArticleContent:
    """The words, names, figures and dates of one article, to look up what a proposal claims."""

    def __init__(self, article: Article, allowed: Iterable[str] = ()) -> None:
        """Take an article; `allowed` are days and words that a person gave."""
        self._given = (article.title, article.date, *allowed)
        given = "\n".join(filter(None, self._given))
        self._archives = {SOURCE: Archive(article.text)}
        self._text = f"{article.text}\n{given}"
        self._lang = article.lang.partition("-")[0]
        self._numbers = numbers_in(self._text)
        words = _WORD.findall(fold(self._text))
        self._words = frozenset(words)
        self._phrases = f" {' '.join(words)} "
        self.paragraphs = len(article.paragraphs)
        """How many paragraphs it has."""

    def has_phrase(self, words: str) -> bool:
        """Whether some words, at least one, stand in the text in their order."""
        found = _WORD.findall(fold(words))
        return bool(found) and f" {' '.join(found)} " in self._phrases

    def quote(self, words: str, place: str) -> QuoteCheck | None:
        """Return where words stand in the archived text; None if they do not.

        `place` is the paragraph that a program names; it decides between several places alone.
        """
        if not any(map(str.isalnum, words)):
            return None
        try:
            cited = Target.place(place) if place else None
        except ValueError:
            cited = None
        if cited is not None and cited.source != SOURCE:
            cited = None
        check = judge(words, self._archives, cited=cited)
        if check.verdict not in _FOUND and cited is not None:
            check = judge(words, self._archives)
        return check if check.verdict in _FOUND else None

    def has_date(self, date: str) -> bool:
        """Whether the text names a date: its year, its month and its day, whichever it has."""
        try:
            when = dates.parse(date)
        except ValueError:
            return False
        if self.has_phrase(date):
            return True
        return all(
            str(point.year) in self._numbers
            and (point.month is None or point.month in self._months)
            and (point.day is None or str(point.day) in self._numbers)
            for point in {when.start, when.end}
        )

    @cached_property
    def _months(self) -> frozenset[int]:
        """The months that the text names in any of five languages, and those of given days."""
        named = {month for word in self._words if (month := _month_of(word))}
        return frozenset(named.union(*map(_months_in, self._given)))

    def doubts(self, prose: str) -> Iterator[str]:
        """Yield what is in some prose and not in the text: names, figures, quotations, links."""
        plain = _NOT_PROSE.sub(" ", prose)
        if _LINK.search(plain):
            yield "a link"
        for figure in figures_missing(plain, [self._text], lambda _: self._numbers):
            yield f'the figure "{figure.text}"'
        for figure in words_in(plain):
            # The m of "I'm" is no million, and one and two are as often words as figures.
            if len(figure.text) > 2 and not figure.readings & (self._numbers | _SMALL):
                yield f'the figure "{figure.text}"'
        for quoted in _QUOTED.findall(plain):
            if len(quoted.split()) > 1 and not self.has_phrase(quoted):
                yield f'the quotation "{quoted}"'
        for piece in pieces(plain):
            yield from self._strange_names(piece)

    def _strange_names(self, sentence: str) -> Iterator[str]:
        """Yield the names of a sentence that the text does not hold, or holds only apart."""
        before: re.Match[str] | None = None
        for number, match in enumerate(_CAPITAL.finditer(sentence)):
            word = match[0]
            if word[0].islower():
                before = None
                continue
            if not self._knows(word, begins=number == 0):
                yield f'the name "{word}"'
            elif (
                before is not None
                and sentence[before.end() : match.start()] == " "
                and not self._are_near(before[0], word)
            ):
                yield f'the name "{before[0]} {word}"'
            before = match

    def _are_near(self, first: str, second: str) -> bool:
        """Whether two words stand close together somewhere; of other forms it is not known."""
        one, two = fold(first), fold(second)
        known = one in self._words and two in self._words and one not in _STARTERS
        return self._lang == "de" or not known or (one, two) in self._neighbours

    @cached_property
    def _neighbours(self) -> frozenset[tuple[str, str]]:
        """Pairs of words of which the second follows within four words."""
        words = self._phrases.split()
        after = range(1, _NEAR + 1)
        return frozenset(pair for step in after for pair in zip(words, words[step:], strict=False))

    def _knows(self, word: str, *, begins: bool) -> bool:
        """Whether the text has a word or another form of it; `begins` a sentence."""
        folded = _WORD.findall(fold(word))
        return all(self._has_form(one, begins=begins) for one in folded if len(one) > 1)

    def _has_form(self, word: str, *, begins: bool) -> bool:
        if word in self._words or (begins and word in _STARTERS):
            return True
        if len(word) < _ALIKE - 1:
            return False
        # In German every noun has a capital, elsewhere the first word of a sentence.
        if (begins or self._lang == "de") and word[:_ALIKE] in self._beginnings:
            return True
        shorter = (word[:-cut] for cut in range(1, _ENDING + 1) if len(word) - cut >= _ALIKE - 1)
        return any(one in self._words for one in shorter) or word in self._stems

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(word[:_ALIKE] for word in self._words if len(word) >= _ALIKE)

    @cached_property
    def _stems(self) -> frozenset[str]:
        """The words of the text less one to three letters at their end."""
        return frozenset(
            word[:-cut]
            for word in self._words
            for cut in range(1, _ENDING + 1)
            if len(word) - cut >= _ALIKE - 1
        )


def pieces(prose: str) -> Iterator[str]:
    """Yield the sentences of prose, each line by itself."""
    yield from (match[0] for match in _PIECE.finditer(prose) if match[0].strip())


def _months_in(date: str) -> set[int]:
    """Return the months of a date as briefs write it; none for any other text."""
    try:
        when = dates.parse(date)
    except ValueError:
        return set()
    return {point.month for point in when if point.month is not None}


def _month_of(word: str) -> int:
    """Return the number of a month by its name; 0 for any other word."""
    if not 3 <= len(word) <= 12 or not word.isalpha():
        return 0
    try:
        return int(foreign_dates.read(f"1 {word} 2000")[5:7])
    except ValueError:
        return 0

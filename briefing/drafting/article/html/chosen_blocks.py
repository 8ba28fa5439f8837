"""Which blocks of a page are the article: rather too many than too few."""

import re
from collections.abc import Callable, Iterator, Sequence

from briefing.drafting.article.html.elements import Element
from briefing.drafting.article.html.page_blocks import PageBlock

_PROSE = 60
"""Characters from which a block without many links is prose."""
_SHARE = 0.8
"""Of the prose of a page, what its main element holds at least."""
_TOO_MUCH = 0.4
"""Of the prose of a page, what furniture does not hold: it is misnamed."""
_LINK_LIST = 100
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# What is never an article, and what seldom is: a sidebar may hold a quotation from it.
_NEVER = frozenset(["nav", "footer", "button", "select", "dialog", "menu", "noscript", "form"])
_NEVER_WORDS_TEXT = """
    comment comments disqus respond cookie cookies consent gdpr menu nav navbar navigation
    breadcrumb breadcrumbs newsletter subscribe signup login share sharing social footer
    masthead pagination pager outbrain taboola popup modal
"""
_NEVER_WORDS = frozenset(_NEVER_WORDS_TEXT.split())
_SELDOM_WORDS_TEXT = """
    related recommended recommendation recommendations sidebar promo teaser teasers trending
    popular mostread paywall sponsored advert advertisement ad ads banner tags tag copyright
"""
_SELDOM_WORDS = frozenset(_SELDOM_WORDS_TEXT.split())
_LABELS_TEXT = """
    advertisement| anzeige| werbung| publicité| реклама| advert| share| share this| teilen|
    partager| поделиться| поділитися| print| drucken| imprimer| read more| weiterlesen|
    lire la suite| читать далее| читайте также| читайте також| lire aussi| lesen sie auch|
    read also
"""
_LABELS = frozenset(map(str.strip, _LABELS_TEXT.split("|")))


class Furniture:
    """What of a page is not its article: menus, comments, links to other articles."""

    def __init__(self, blocks: Sequence[PageBlock]) -> None:
        self._prose: dict[Element, int] = {}
        total = 0
        for block in blocks:
            if is_prose(block):
                total += len(block.text)
                for element in _upwards(block.element):
                    self._prose[element] = self._prose.get(element, 0) + len(block.text)
        self._limit = total * _TOO_MUCH
        self._grades: dict[Element, int] = {}

    def grade(self, element: Element) -> int:
        """Return 0 for what may be the article, 1 for what seldom is, 2 for what never is."""
        unknown = []
        for one in _upwards(element):
            if one in self._grades:
                break
            unknown.append(one)
        for one in reversed(unknown):
            above = self._grades[one.parent] if one.parent is not None else 0
            own = _grade(one) if self._prose.get(one, 0) <= self._limit else 0
            self._grades[one] = max(above, own)
        return self._grades[element]


def _grade(element: Element) -> int:
    attributes = element.attributes
    named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    words = {word.lower() for word in _WORD.findall(named[:500])}
    if element.name in _NEVER or words & _NEVER_WORDS:
        # The foot of an article may hold who wrote it.
        in_article = any(one.name == "article" for one in _upwards(element))
        return 1 if element.name == "footer" and in_article else 2
    style = attributes.get("style", "").replace(" ", "").lower()
    hidden = "hidden" in attributes or "display:none" in style
    hidden = hidden or attributes.get("aria-hidden") == "true"
    return int(element.name == "aside" or hidden or bool(words & _SELDOM_WORDS))


def _upwards(element: Element) -> Iterator[Element]:
    one: Element | None = element
    while one is not None:
        yield one
        one = one.parent


def is_prose(block: PageBlock) -> bool:
    """Whether a block is running text rather than links."""
    return len(block.text) >= _PROSE and not block.is_linked


def is_label(block: PageBlock) -> bool:
    """Whether a block is but the label of an advertisement, a button or a link."""
    return block.text.strip(" :…>»").lower() in _LABELS


def main_element(blocks: Sequence[PageBlock], furniture: Furniture) -> Element | None:
    """Return the smallest element that holds most of the prose; None without prose."""
    held: dict[Element, int] = {}
    total = 0
    for block in blocks:
        if is_prose(block) and not furniture.grade(block.element):
            total += len(block.text)
            for element in _upwards(block.element):
                held[element] = held.get(element, 0) + len(block.text)
    enough = [one for one, count in held.items() if count >= _SHARE * total]
    # They lie in one another, and the innermost was met first with the block that completed it.
    return min(enough, key=lambda one: (held[one], -_depth(one)), default=None)


def _depth(element: Element) -> int:
    return sum(1 for _ in _upwards(element))


def chosen(blocks: Sequence[PageBlock]) -> list[bool]:
    """Return for each block whether it belongs to the article, by the shape of the page."""
    furniture = Furniture(blocks)
    main = main_element(blocks, furniture)
    inside = _within(main)
    return [
        _keeps(block, furniture.grade(block.element), inside(block.element)) for block in blocks
    ]


def rescued(blocks: Sequence[PageBlock]) -> list[bool]:
    """Return for each block whether it quotes a person and may belong to the article."""
    furniture = Furniture(blocks)
    inside = _within(main_element(blocks, furniture))
    return [
        not block.is_linked
        and furniture.grade(block.element) < 2 - (not inside(block.element))
        and block.quotes
        for block in blocks
    ]


def _within(main: Element | None) -> Callable[[Element], bool]:
    known: dict[Element, bool] = {}

    def inside(element: Element) -> bool:
        if element not in known:
            known[element] = any(one is main for one in _upwards(element))
        return known[element]

    return inside


def _keeps(block: PageBlock, grade: int, inside: bool) -> bool:
    if grade == 2 or is_label(block):
        return False
    if grade == 1:
        return inside and not block.is_linked and (is_prose(block) or block.quotes)
    if inside:
        is_list = block.is_linked and len(block.text) < _LINK_LIST
        return block.is_heading or not is_list or block.quotes
    return is_prose(block) or (not block.is_linked and block.quotes)

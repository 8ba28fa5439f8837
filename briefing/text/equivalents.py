"""Characters that are one letter or one mark, drawn otherwise.

The quote check (`evidence.normalise`) and the search (`text.fold`) both replace them by their plain
form: marks by kind, compatibility characters by the letters that they stand for, letters that
keyboards of one script exchange by one of them, and invisible characters by nothing. Search folds
more on top: case, accents, and signs beside words.

Sources: UnicodeData.txt, as `unicodedata` has it; of PropList.txt the properties Quotation_Mark and
Default_Ignorable_Code_Point; EquivalentUnifiedIdeograph.txt (Unicode 14) for the radicals.
"""

import unicodedata
from functools import lru_cache

QUOTES = (
    "'\"`´‘’‚‛“”„‟‹›«»′″‴⁗‵‶‷ʹʺʻʼʽʾʿˈˮꞋꞌ՚׳״ߴߵ᾽"
    "〈〉《》「」『』〝〞〟﹁﹂﹃﹄︽︾︿﹀｢｣＂＇｀❛❜❝❞❟❠⹂🙶🙷🙸"
)
"""Quotation marks and apostrophes, and the letters and marks that serve as such: modifier letters
(Oʻzbekiston, Sanaʿa), geresh and gershayim (צה״ל), the marks of Chinese and Japanese.
"""
MODIFIERS = "ʹʺʻʼʽʾʿˈˮꞋꞌ"
"""Those of them that Unicode counts as letters."""
HYPHENS = "-‐‑֊־᠆"
"""Characters that join two halves of one word."""
DASHES = HYPHENS + "‒–—―−᐀⸗⸚⸺⸻⹀⹝〜～〰゠︱︲﹘﹣－𐺭"
"""Characters that serve as hyphen, dash or minus: category Pd, the minus sign and the wave dash."""
ELLIPSES = "…⋯︙"
"""Three dots as one character."""
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Characters that end a line; a form feed ends a page too."""
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts without spaces between words, in which any place can be a boundary."""
_IGNORABLE = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
    (0xE0000, 0xE01EF),
)  # fmt: skip
_CLEANED_BIDI = "\u2426"  # the sign that `clean` makes of bidi controls
INVISIBLE = _CLEANED_BIDI + "".join(
    chr(code) for first, last in _IGNORABLE for code in range(first, last + 1)
)
"""Characters that separate nothing: the default-ignorable ones, but for two fillers that are parts
of Korean syllables.
"""
SIGNS = "№℡℻℀℁℅℆"
"""Signs that are no other writing of the letters in them."""

_DRAWN = frozenset(
    ("compat", "font", "fraction", "wide", "narrow", "small", "square", "vertical", "noBreak",
     "initial", "medial", "final", "isolated")
)  # fmt: skip
"""Kinds of compatibility decomposition that keep the letters; not circles, nor raised or lowered
figures: `10²` is not `102`.
"""
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮"
    "⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚"
    "⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗"
    "糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页"
    "风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)
_LETTERS = {
    **dict(zip(_RADICALS, _IDEOGRAPHS, strict=True)),
    "ٱ": "ا", "ی": "ي", "ک": "ك", "ڪ": "ك", "ـ": "", "⁄": "/", "∕": "/",
}  # fmt: skip
_MARKS = {
    **dict.fromkeys(QUOTES, "'"),
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys(ELLIPSES, "…"),
    **dict.fromkeys(BREAKS, "\n"),
    **dict.fromkeys(INVISIBLE, ""),
}


def plain(character: str) -> str:
    """Return the plain form of one character: a mark of its kind, its letters, or nothing."""
    mark = _MARKS.get(character)
    return letters(character) if mark is None else mark


@lru_cache(maxsize=8192)
def letters(character: str) -> str:
    """Return the letters, digits and signs that one character is drawn for; else itself."""
    if character in _LETTERS:
        return _LETTERS[character]
    kind, _, codes = unicodedata.decomposition(character).rpartition("> ")
    if not codes or character in SIGNS or (kind and kind[1:] not in _DRAWN):
        return character
    parts = [chr(int(code, 16)) for code in codes.split()]
    drawn = "".join(map(plain, parts))
    if not kind:  # the letters of an accented one may be drawn otherwise
        return drawn if drawn != "".join(parts) else character
    if drawn.startswith(" ") and "\ufb50" <= character <= "\ufe7f":
        drawn = drawn.lstrip()  # vowel signs of Arabic that stand alone
    return character if _is_numbering(drawn) or drawn.startswith(" ") else drawn


def _is_numbering(drawn: str) -> bool:
    # `⑴` and `⒈` number a list; beside a figure their dots and brackets would be part of it.
    return any(map(str.isdigit, drawn)) and not set(drawn).isdisjoint(".,()")

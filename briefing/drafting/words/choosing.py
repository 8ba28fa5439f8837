"""The words of attribution for a language."""

from briefing.drafting.words.english import ENGLISH
from briefing.drafting.words.lexicon import Lexicon

_LEXICONS = {lexicon.code: lexicon for lexicon in (ENGLISH,)}
LANGUAGES = tuple(_LEXICONS)
"""The languages with rules of their own, as BCP 47 tags."""


def lexicon_of(lang: str) -> Lexicon:
    """Return the words for a BCP 47 tag: `de-AT` as `de`; English for others."""
    return _LEXICONS.get(lang.lower().replace("_", "-").partition("-")[0], ENGLISH)

"""The words of attribution for a language."""

from briefing.drafting.words.english import ENGLISH
from briefing.drafting.words.french import FRENCH
from briefing.drafting.words.german import GERMAN
from briefing.drafting.words.lexicon import Lexicon
from briefing.drafting.words.russian import RUSSIAN
from briefing.drafting.words.ukrainian import UKRAINIAN

_LEXICONS = {lexicon.code: lexicon for lexicon in (ENGLISH, GERMAN, FRENCH, RUSSIAN, UKRAINIAN)}
LANGUAGES = tuple(_LEXICONS)
"""The languages with rules of their own, as BCP 47 tags."""


def lexicon_of(lang: str) -> Lexicon:
    """Return the words for a BCP 47 tag: `de-AT` as `de`; English for others."""
    return _LEXICONS.get(lang.lower().replace("_", "-").partition("-")[0], ENGLISH)

"""What the rules of attribution need to know about the words of one language."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal


class Is:
    """What a word can be, as bits of a whole number; one word can be several.

    No enum: its operations take ten times as long, and each word of a text is asked.
    """

    NONE = 0
    SAYS = 1
    """A finite verb of saying."""
    NOUNISH = 2
    """A verb of saying that is as often a noun."""
    GERUND = 4
    """A participle of saying: `adding`."""
    PRONOUN = 8
    """Stands for a speaker: `he`."""
    DETERMINER = 16
    """Begins a noun phrase: `the`, `his`."""
    PREPOSITION = 32
    CONJUNCTION = 64
    """Joins clauses or nouns: `and`."""
    RELATIVE = 128
    """Begins a clause on the noun before it: `who`."""
    BE = 256
    """Makes a passive of what follows."""
    AUXILIARY = 512
    """May stand between a subject and its verb: `has`."""
    ADVERB = 1024
    """May stand between a subject and its verb: `later`."""
    TIME = 2048
    """A day or month, which is not a speaker."""
    TITLE = 4096
    """A form of address or an office before a name."""
    PARTICLE = 8192
    """Part of a name in lower case: `van`."""
    THAT = 16384
    """Begins what is said: `that`."""
    VERB = 32768
    """Another verb: no noun phrase goes across it."""
    SUBORDINATE = 65536
    """Begins a clause that is not the main one: `after`."""
    STOP = 131072
    """A word with a capital that is not a name: `But` at the start of a sentence."""
    PERSON = 262144
    """A noun for one who speaks: `spokesman`; may stand without an article in the plural."""
    QUOTED = 524288
    """What a passive of quoting has: `quoted`."""
    NAMING = 1048576
    """A verb that gives a name, directly before a quotation: a book `called` “X”."""
    OUTLET = 2097152
    """A noun for what relays words: `newspaper`."""
    BODY = 8388608
    """A noun in the name of a body, which is not a person: `committee`."""
    PARTICIPLE = 16777216
    """A participle of saying, with an auxiliary before it: `gesagt`."""
    OBLIQUE = 33554432
    """A determiner of a noun phrase that is no subject: `dem`."""
    MODAL = 67108864
    """An auxiliary of an infinitive: `will`, `lässt`."""
    VERBAL = 4194304
    """A participle by its form, with which no noun phrase begins: `winning`.

    One that is a verb of saying, too, needs an auxiliary before it: French `a` déclaré.
    """
    REFLEXIVE = 134217728
    """French `se`, which makes an auxiliary of the `est` after it; a verb that needs it."""


Order = Literal["subject-first", "verb-second", "free"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, each by its lower-case form."""

    code: str
    """BCP 47: `en`."""
    order: Order
    """Where the subject of a main clause stands; `free`: before the verb or behind it."""
    words: Mapping[str, int]
    """What each word can be, as `Is`."""
    genders: Mapping[str, str]
    """Of each pronoun: `m`, `f`, or `p` for several or unknown."""
    sources: tuple[tuple[str, ...], ...]
    """Phrases before the one who speaks: `according to`."""
    she: Mapping[str, str] = field(default_factory=dict)
    """Of a pronoun that is `they`, too, what it is beside a verb in the singular, in `genders`."""
    sources_after: frozenset[str] = frozenset()
    """Words after the one who speaks: German `zufolge`."""
    impersonal: frozenset[str] = frozenset()
    """Verbs of `heißt es in der Erklärung`."""
    after_words: frozenset[str] = frozenset()
    """Words right after a quotation before the one who speaks: German `so`."""
    after_marks: frozenset[str] = frozenset()
    """Verbs that are of saying right after a quotation only: French `glisse`."""
    inverts: bool = False
    """Whether the subject stands behind the verb after a quotation only, as in French."""
    incise_marks: frozenset[str] = frozenset()
    """Marks behind which `explique Lee` may stand within the marks of a quotation."""
    name_particles: frozenset[str] = frozenset()
    """Words that go on with a name after its first word, though they are prepositions, too."""
    namesakes: frozenset[str] = frozenset()
    """Nouns of what bears the name of a person: French `lycée`."""
    past_endings: tuple[str, ...] = ()
    """Endings of verbs of saying that tell of what others once said, within the marks: `disait`."""
    for_persons: frozenset[str] = frozenset()
    """Words of `sources` that say so of people and bodies only: French `pour`."""
    views: frozenset[str] = frozenset()
    """Nouns of `in his view`, after the first words of `sources` or before them."""
    places: frozenset[str] = frozenset()
    """Prepositions of a body that speaks, with a verb in the plural: Russian `в Кремле заявили`."""
    plurals: tuple[str, ...] = ()
    """Endings of such verbs."""
    said_words: frozenset[str] = frozenset()
    """Objects of quoting: Russian приводит `слова`."""
    agents: frozenset[str] = frozenset()
    """Prepositions before the one who does what is done: French `par`."""
    split_verbs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Verbs that are of saying with a certain word later in their clause: `teilte` … mit."""
    elided: re.Pattern[str] | None = None
    """Words before an apostrophe that are tokens of their own: French `l'`."""
    as_words: frozenset[str] = frozenset()
    """Words that begin `as Lee said` after what was said: German `wie`."""
    reported: frozenset[str] = frozenset()
    """Verbs in the mood of indirect speech: German `sei`, `habe`."""
    genitives: frozenset[str] = frozenset()
    """Determiners of a noun that hangs on the noun before it: `der Sprecher` des Ministers."""
    case_endings: frozenset[str] = frozenset()
    """Endings that a name may have in other cases than the nominative."""
    abbreviations: frozenset[str] = frozenset()
    """Words whose full stop does not end a sentence."""
    possessive: tuple[str, ...] = ()
    """Endings of a name that is not the subject: `'s`."""
    officials: frozenset[str] = frozenset()
    """Nouns for those who speak for their party: `delegates`."""
    relayed: frozenset[str] = frozenset()
    """Words before the one who relays a quotation, after a passive of quoting: `by`."""
    men: frozenset[str] = frozenset()
    """Words before a name of a man: `mr`."""
    women: frozenset[str] = frozenset()
    """Words before a name of a woman: `mrs`."""
    capital_times: bool = False
    """Whether days and months have a capital, and are other words without one: `may`."""
    clitics: frozenset[str] = frozenset()
    """Words for what is said, right before the verb: French `l'`."""
    capital_nouns: bool = False
    """Whether every noun has a capital."""
    articles: bool = True
    """Whether a noun phrase in the singular begins with an article."""
    phrasal: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Verbs that are of saying with a certain word after them: `shot` back."""
    by_form: Callable[[str], int] = field(default=lambda _: Is.NONE)
    """What a word that is not listed can be by its form: an adverb in `-ly`."""


def listed(words: str) -> frozenset[str]:
    """Return the words of a text, parted by blanks."""
    return frozenset(words.split())


def tagged(groups: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Return the words of each group, parted by blanks, with the tags of all its groups."""
    found: dict[str, int] = {}
    for tag, words in groups:
        for word in words.split():
            found[word] = found.get(word, Is.NONE) | tag
    return found

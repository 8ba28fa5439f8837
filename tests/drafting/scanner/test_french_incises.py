"""French clauses of saying around and inside quotations: who speaks, by mention and by name."""

import pytest

from briefing.drafting.words.french import FRENCH
from briefing.drafting.words.lexicon import Is
from tests.drafting.speaking import attributed, mentions, names

INSIDE = [
    ("« Nous voulons la paix, explique le ministre Jean Dupont, mais pas à tout prix. »",
     "le ministre Jean Dupont"),
    ("« Nous voulons la paix, a déclaré hier Anne Durand, mais pas à tout prix. »", "Anne Durand"),
    ("« Nous partirons, a dit Anne Durand. » La salle s’est tue.", "Anne Durand"),
    ("« Absurde. C’est la norme, précise Paul Roche, chimiste, ancien de l’usine. Lisez ! » Soit.",
     "Paul Roche"),
    ("« Nous voulons la paix ! s’exclame Anne Durand. Pas la guerre. »", "Anne Durand"),
    ("« Que voulez-vous ? interroge Anne Durand, lasse. Rien n’avance. »", "Anne Durand"),
    ("« Rien, tonne le chef de la diplomatie européenne Paul Roche, ne nous arrêtera. »",
     "Paul Roche"),
    ("Le ministre ne décolère pas : « C’est absurde, tonne-t-il, et personne n’y croit. »",
     "tonne-t-il"),
    ("« C’est un recul, s’est-elle indignée, et nous le dirons. »", "est-elle"),
    ("\"Nous voulons la paix, assure Anne Durand, mais pas à tout prix.\"", "Anne Durand"),
    # Not clauses of who speaks here.
    ("« La France, disait le général de Gaulle, ne peut être la France sans la grandeur. »", ""),
    ("« Demain, on verra, dit-on, ce qui viendra. »", ""),
    ("« Demain, si tout va bien, le ministre Jean Dupont viendra. »", ""),
    ("« Un accord, annoncé hier par Jean Dupont, nous lie désormais. »", ""),
    ("Jean Martin a répondu : « La France, dit le proverbe, est une fille. »", "Jean Martin"),
    ("Jean Martin : « La France, dit le proverbe, est une fille aînée. »", "Jean Martin"),
    ("« La France, dit le proverbe, est une fille aînée », a souri Jean Martin.", "Jean Martin"),
    ("Jean Martin vante « une paix, dit le texte, durable et juste ».", ""),
]  # fmt: skip
AROUND = [
    ("« Nous partirons », s’est félicité Jean Martin.", "Jean Martin"),
    ("« Nous partirons », s’est félicitée la ministre Anne Durand.", "la ministre Anne Durand"),
    ("« Nous partirons », se sont réjouis les délégués.", "les délégués"),
    ("« C’est un recul », s’alarme Anne Durand.", "Anne Durand"),
    ("« C’est un recul », s’indignait le maire.", "le maire"),
    ("« C’est un recul », insiste le chef de la diplomatie.", "le chef"),
    ("« C’est un recul », a tonné le Premier ministre.", "le Premier ministre"),
    ("« C’est un recul », a indiqué l’Elysée dans un communiqué.", "l’Elysée"),
    ("« C’est un recul », a déclaré à la presse le ministre Jean Martin.",
     "le ministre Jean Martin"),
    ("« C’est un recul », a lancé mardi à Bruxelles le président.", "le président"),
    ("« C’est un recul », a ajouté de son côté la ministre.", "la ministre"),
    ("« C’est un recul », dit en substance le texte.", "le texte"),
    ("« C’est un recul », glisse Dominique de Villepin.", "Dominique de Villepin"),
    ("« C’est un recul », déplore Jean Le Guen.", "Jean Le Guen"),
    ("« C’est un recul », martelait Ursula von der Leyen.", "Ursula von der Leyen"),
    ("« C’est un recul », a prévenu Marie-Anne d’Ormesson.", "Marie-Anne d’Ormesson"),
    ("« C’est un recul », assène-t-il.", "assène-t-il"),
    ("« C’est un recul », avait-elle regretté.", "avait-elle"),
    ("« C’est un recul », bougonne-t-elle.", "bougonne-t-elle"),
    ("« C’est un recul », a estimé le ministre des Affaires étrangères Jean-Noël Barrot.",
     "Jean-Noël Barrot"),
    ("« C’est un recul », a estimé le président de la République Paul Roche.", "Paul Roche"),
    ("Le ministre des Affaires étrangères Jean-Noël Barrot a déclaré : « Nous sommes prêts. »",
     "Jean-Noël Barrot"),
    ("La ministre de la Défense Anne Durand plaide pour « un pas décisif ».", "Anne Durand"),
    ("La présidente de la Commission européenne Ursula von der Leyen a promis « un vrai pas ».",
     "Ursula von der Leyen"),
    ("« C’est un recul », a estimé le porte-parole de Paul Roche.", "le porte-parole"),
    ("« C’est un recul », a estimé le conseiller du président Paul Roche.", "le conseiller"),
    ("« C’est un recul », a estimé le directeur de l’hôpital Paul Roche.", "le directeur"),
    ("Le directeur du lycée Paul Roche a dénoncé « un vrai recul ».",
     "Le directeur du lycée Paul Roche"),
    ("Marine Le Guen dénonce « un déni de démocratie ».", "Marine Le Guen"),
    ("Pour la toxicologue, c’est « un faux débat ».", "la toxicologue"),
    ("Pour Anne Durand, c’est « un faux débat ».", "Anne Durand"),
    ("Selon elle, « rien ne sera plus comme avant ».", "elle"),
    ("D’après Anne Durand, « rien ne sera plus comme avant ».", "Anne Durand"),
    ("« C’est un recul », a lâché, amer, le sénateur Paul Roche.", "le sénateur Paul Roche"),
    ("« C’est un recul », confie, sous couvert d’anonymat, un diplomate.", "un diplomate"),
    ("« C’est un recul », explique au Monde Paul Roche.", "Paul Roche"),
    ("« C’est un recul », a assuré à des journalistes M. Roche.", "M. Roche"),
    ("« C’est un recul », conclut de son côté Paul Roche.", "Paul Roche"),
    ("« C’est un recul », a déclaré devant le président Jean Martin.", ""),
    ("« C’est un recul », a dit à Jean Martin Paul Roche.", ""),
    ("« C’est un recul », fait valoir Paul Roche.", "Paul Roche"),
    ("« La paix viendra », veut croire le ministre.", "le ministre"),
    ("« C’est un recul », a fait savoir le ministère.", "le ministère"),
    ("« C’est un recul », juge Anne Durand.", "Anne Durand"),
    ("Dans un entretien au Monde, Anne Durand juge que « tout est possible ».", "Anne Durand"),
    ("La ministre critique « un vrai recul social ».", "La ministre"),
    ("Elle s’est déclarée « très confiante pour la suite ».", "Elle"),
    ("Comme l’a rappelé Anne Durand, « il faut tenir bon ».", "Anne Durand"),
    ("« Il faut tenir bon », comme le dit Anne Durand.", "Anne Durand"),
    ("« C’est un recul », ont dit les présidents russe et ukrainien.",
     "les présidents russe et ukrainien"),
    ("Le chef du gouvernement a de nouveau appelé à « un cessez-le-feu immédiat ».",
     "Le chef du gouvernement"),
    ("Anne Durand s’est dite « très préoccupée par la situation ».", "Anne Durand"),
    ("À son avis, c’est « un vrai succès pour tous ».", "son"),
    ("Le texte est rejeté par les opposants qui réclament « un vrai débat ».",
     "les opposants qui"),
    ("Pour l’opposition, ce texte est « une faute politique majeure ».", "l’opposition"),
    ("D’après une note du ministère, la mesure serait « fragile en droit ».", "une note"),
    ("« Il faut du temps, concède Anne Durand. Beaucoup de temps. »", "Anne Durand"),
    ("Téhéran a de son côté dénoncé « des menaces inacceptables ».", "Téhéran"),
    ("Anne Durand a pour sa part dénoncé « des menaces inacceptables ».", "Anne Durand"),
    # Nobody is said to speak.
    ("Alors que Jean Martin dénonce la loi, Anne Durand y voit « un vrai progrès ».", ""),
    ("La loi annoncée par Jean Martin est « un vrai recul social ».", ""),
    ("Une réponse critique « en tout point fidèle » viendra.", ""),
    ("Jean Martin a été accusé par Anne Durand de « trahir la parole donnée ».", ""),
    ("« Un plan sans lendemain », un texte annoncé hier par Jean Martin, inquiète.", ""),
    ("Un plan annoncé hier « sans préavis aucun » inquiète.", ""),
    ("Pourquoi Jean Martin refuse-t-il « un accord de paix » ?", ""),
    ("Pour la paix, il faut « un accord durable ».", ""),
    ("« C’est écrit ainsi », est-il écrit dans le rapport.", ""),
    ("Cela alarme « les marchés du monde entier ».", ""),
]  # fmt: skip
OF_TWO = "Alors que Paris évoque « des avancées », Rome parle d’« un échec »."
PARTED = [
    ("« Nous partirons », a-t-il déclaré, « et nous reviendrons. »", "a-t-il"),
    ("« Nous partirons », poursuit-elle, « et nous reviendrons. »", "poursuit-elle"),
    ("« Nous partirons », a déclaré Jean Martin, « et nous reviendrons. »", "Jean Martin"),
    ("« Nous partirons », a dit Jean Martin, ajoutant que tout serait « réglé avant mai ».",
     "Jean Martin"),
]  # fmt: skip
NAMED = [
    ("« C’est un recul », a dit Bruno Le Maire.", ["Bruno Le Maire"]),
    ("« C’est un recul », glisse Dominique de Villepin.", ["Dominique de Villepin"]),
    ("« C’est un recul », a dit l’ancien ministre de la Défense Hervé Morin.", ["Hervé Morin"]),
    ("« C’est un recul », a dit le porte-parole de Paul Roche.", [""]),
    ("Le directeur du lycée Paul Roche a dénoncé « un vrai recul ».", [""]),
    ("« C’est un recul », ont dit les ministres français, allemand et britannique.", [""]),
    ("Il vise l’attaque que Téhéran a qualifiée de « réponse légitime et mesurée ».", ["iran"]),
    ("Anne Durand s’en va. « Je pars, a dit Anne Durand, et je reviendrai. » Elle ajoute :"
     " « Bientôt, sans doute. »", ["Anne Durand", "Anne Durand"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mention"), INSIDE + AROUND)
def test_who_speaks(text: str, mention: str) -> None:
    assert mentions(text, "fr") == [mention]


@pytest.mark.parametrize(("text", "mention"), PARTED)
def test_both_parts_are_of_one_speaker(text: str, mention: str) -> None:
    assert mentions(text, "fr") == [mention, mention]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text, "fr") == expected


def test_the_words_stay_one_quotation_as_they_are_printed() -> None:
    text = INSIDE[0][0]
    (one,) = attributed(text, "fr")
    assert text[one.quoted.start : one.quoted.end].strip() == text.strip("«» ")


def test_other_languages_have_no_clause_of_saying_within_the_marks() -> None:
    assert mentions("“We want peace, says Anna Lee, but not at any price.”", "en") == [""]


FORMS = [
    ("espère", Is.SAYS), ("répètent", Is.SAYS), ("martèle", Is.SAYS), ("rappelle", Is.SAYS),
    ("lançait", Is.SAYS), ("jugeaient", Is.SAYS), ("déplora", Is.SAYS),
    ("déploré", Is.SAYS | Is.VERBAL), ("alarme", Is.SAYS | Is.REFLEXIVE),
    ("dit-elle", Is.SAYS | Is.PRONOUN), ("a-t-il", Is.AUXILIARY | Is.PRONOUN),
    ("biologue", Is.PERSON), ("dialogue", Is.NONE), ("doit-il", Is.NONE),
]  # fmt: skip


@pytest.mark.parametrize(("word", "expected"), FORMS)
def test_forms_of_verbs(word: str, expected: int) -> None:
    tag = FRENCH.words.get(word)
    assert (FRENCH.by_form(word) if tag is None else tag) == expected


def test_a_short_title_does_not_part_a_subject_from_its_verb() -> None:
    text = "Anne Durand, auteur de « La paix », a évoqué « un vrai succès »."
    assert mentions(text, "fr") == ["", "Anne Durand"]


def test_a_subject_before_its_verb_says_what_comes_after_it() -> None:
    assert mentions(OF_TWO, "fr") == ["Paris", "Rome"]

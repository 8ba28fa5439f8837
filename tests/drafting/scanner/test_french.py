"""Thirty French sentences, and who speaks in them."""

import pytest

from tests.drafting.speaking import mentions, names

SENTENCES = [
    ("« Nous poursuivrons les pourparlers », a déclaré Jean Martin.", "Jean Martin"),
    ("« Nous irons jusqu’au bout », a-t-il dit.", "a-t-il"),
    ("« Rien n’est joué », explique-t-elle.", "explique-t-elle"),
    ("« Rien n’est encore joué », dit-il.", "dit-il"),
    ("« C’est un bon accord », a affirmé la ministre.", "la ministre"),
    ("« C’est un bon accord », a aussitôt réagi le président Jean Martin.",
     "le président Jean Martin"),
    ("« C’est un bon accord », estime l’ambassadeur.", "l’ambassadeur"),
    ("« C’est un bon accord », selon Jean Martin.", "Jean Martin"),
    ("« C’est un bon accord », d’après la porte-parole du ministère.", "la porte-parole"),
    ("Jean Martin a déclaré : « Nous sommes prêts. »", "Jean Martin"),
    ("Le ministre a ajouté mardi : « Nous sommes prêts. »", "Le ministre"),
    ("Elle précise : « Nous sommes tous prêts. »", "Elle"),
    ("Pour Jean Martin, c’est « une étape décisive ».", "Jean Martin"),
    ("Selon le communiqué, les échanges ont été « francs et constructifs ».", "le communiqué"),
    ("Jean Martin a qualifié le texte de « recul sans précédent ».", "Jean Martin"),
    ("Le négociateur a évoqué « une étape très importante ».", "Le négociateur"),
    ("Le président, qui a dénoncé « une farce de plus », a quitté la salle.", "Le président, qui"),
    ("Les autorités ont promis « une réponse très ferme ».", "Les autorités"),
    ("Jean Martin, le chef de la délégation, a assuré que tout serait « réglé avant mai ».",
     "Jean Martin"),
    ("“Nous poursuivrons les pourparlers”, a confié un diplomate.", "un diplomate"),
    ("\"Nous poursuivrons les pourparlers\", a indiqué le porte-parole.", "le porte-parole"),
    ("« Nous partons demain », annonce Anne Durand. « Tout est prêt. »", "Anne Durand"),
    ("L’ancien premier ministre l’a reconnu : « Nous avons échoué. »", "L’ancien premier ministre"),
    ("« Il faut continuer », insistent les délégués.", "les délégués"),
    ("« Il faut continuer », a répété hier Anne Durand.", "Anne Durand"),
    ("« Est-ce bien raisonnable ? » a demandé Anne Durand.", "Anne Durand"),
    ("Anne Durand répond : « Il faut continuer. »", "Anne Durand"),
    ("Il a accusé Paris de vouloir « rompre le dialogue ».", "Il"),
    ("« Il faut continuer », écrit Anne Durand dans un communiqué.", "Anne Durand"),
    ("Ils chantent « la chanson du soir » ensemble.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mention"), SENTENCES)
def test_who_speaks(text: str, mention: str) -> None:
    assert mentions(text, "fr")[-1] == mention


def test_there_are_thirty() -> None:
    assert len(SENTENCES) == 30


def test_pronouns_and_offices_lead_to_names() -> None:
    text = "Le ministre Jean Martin a quitté Genève, a-t-on dit. Jean Martin a souri.\n\n"
    text += "« Nous irons jusqu’au bout », a-t-il dit. « Oui, jusqu’au bout », a dit M. Martin."
    assert names(text, "fr") == ["Jean Martin", "Jean Martin"]
    assert names("« Nous sommes prêts », a déclaré Moscou.", "fr") == ["russia"]

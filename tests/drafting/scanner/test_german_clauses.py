"""German clauses whose verb is last, speakers without a verb, and those who speak together."""

import pytest

from tests.drafting.speaking import mentions, names

VERB_LAST = [
    ("Der Minister, der betonte, dass die Lage „äußerst ernst“ bleibe, reist ab.",
     "Der Minister, der"),
    ("Karin Holm, die den Plan als „Schritt nach vorn“ bezeichnete, ging.", "Karin Holm, die"),
    ("Teheran, das die Vorwürfe als „frei erfunden“ bezeichnete, droht.", "Teheran, das"),
    ("Holm traf den Minister, der den Plan „ein Geschenk des Himmels“ nannte.",
     "den Minister, der"),
    ("Der Plan, den Holm als „letztes Angebot“ bezeichnete, liegt vor.", "Holm"),
    ("Der Bericht, in dem die Kommission das als „klaren Verstoß“ wertete, liegt vor.",
     "die Kommission"),
    ("Die Zeitung, die der Minister „ein Lügenblatt“ nannte, schwieg.", "der Minister"),
    ("Weil Moskau den Plan als „völlig unannehmbar“ zurückwies, endete das Treffen.", "Moskau"),
    ("Obwohl Ministerin Holm das einen „großen Erfolg“ nannte, ging er.", "Ministerin Holm"),
    ("Nachdem Präsident Holm das „ein Machwerk“ genannt hatte, ging er.", "Präsident Holm"),
    ("Weil die Regierung Georgien als „junge Demokratie“ bezeichnet hat, ging er.",
     "die Regierung"),
    ("Wie Minister Brandt am Freitag in Wien erklärte, habe man „keine Zusage“ erhalten.",
     "Minister Brandt"),
    ("Brandts Sprecherin Eva Krug wies das als „reine Erfindung“ zurück.",
     "Brandts Sprecherin Eva Krug"),
    # One of two, a text, or nobody.
    ("Die Sprecherin des Ministers, die den Plan „ein Geschenk“ nannte, ging.", ""),
    ("Das Gesetz, das eine „faire Verteilung der Lasten“ fordert, kommt.", ""),
    ("Weil der Minister den Plan lobte, blieb „nur noch wenig Zeit“ für Fragen.", ""),
    ("Nachdem Holm gesagt hatte, es sei genug, verließ Brandt den „Raum der Stille“.", ""),
    ("Holm, der das oft betonte, reist „als Freund der Familie“ an.", ""),
]  # fmt: skip
WITHOUT_VERB = [
    ("Karl Brandt, Leiter der Delegation: „Wir gehen jetzt.“", "Karl Brandt"),
    ("Karl Brandt nach dem Treffen: „Wir gehen jetzt.“", "Karl Brandt"),
    ("Karl Brandt, der lange schwieg und lachte: „Wir gehen jetzt.“", ""),
    ("Für Karl Brandt ist der Plan „ein Schlag ins Gesicht“.", "Karl Brandt"),
    ("Das ist für die Opposition „ein Schlag ins Gesicht“.", "die Opposition"),
    ("Für die Opposition stimmten „mehr als die Hälfte“ der Leute.", ""),
    ("Ein Abkommen für Karl Brandt „und seine Leute“ gibt es nicht.", ""),
    ("Seiner Meinung nach ist das „ein gefährlicher Fehler“.", "Seiner"),
    ("Nach ihrer Ansicht ist das „ein gefährlicher Fehler“.", "ihrer"),
    ("Nach Ansicht von Karl Brandt fehlt es. Das sei „von Grund auf“ neu.", "Karl Brandt"),
    ("In der Notiz, die am Abend erschien, heißt es: „Wir reden weiter.“", "der Notiz"),
    ("In einer Notiz der Minister hatte es geheißen: „Wir gehen.“", "einer Notiz der Minister"),
    ("„Wir reden weiter“, heißt es in einer gestern gezeigten Notiz.",
     "einer gestern gezeigten Notiz"),
    ("„Wir reden weiter“, zeigte sich Karin Holm zufrieden.", "Karin Holm"),
    ("Brandt stand auf und sagte: „Wir gehen jetzt.“", "Brandt"),
    ("Die Zahl stieg und Karin Holm sagte: „Wir gehen jetzt.“", "Karin Holm"),
    ("Holm traf Brandt, der schwieg, und sagte: „Wir gehen jetzt.“", ""),
    ("Brandt sagte, die Frist sei kurz. „Das ist nicht zu machen.“", "Brandt"),
    ("Holm spricht von einem „Angriff auf alle“, Kiew von einem „Akt der Notwehr“.", "Kiew"),
    ("Laut Protokoll sagte Holm: „Wir gehen jetzt.“", "Holm"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mention"), [*VERB_LAST, *WITHOUT_VERB])
def test_who_speaks(text: str, mention: str) -> None:
    assert mentions(text, "de")[-1] == mention


TOGETHER = [
    ("de", "Karin Holm und Karl Brandt betonten, das sei „ein guter Weg“.",
     "Karin Holm und Karl Brandt"),
    ("de", "„Das ist gut so“, erklärten Karin Holm und Karl Brandt gemeinsam.",
     "Karin Holm und Karl Brandt"),
    ("de", "Merz und Macron betonten, das sei „ein guter Tag“.", "Merz und Macron"),
    ("en", "Karin Holm and Karl Brandt said it was “a good day”.", "Karin Holm and Karl Brandt"),
    ("en", "“A good day,” said Tim Cook and Ann Lee in a letter.", "Tim Cook and Ann Lee"),
    ("fr", "Anne Durand et Jean Martin ont salué « un accord équilibré ».",
     "Anne Durand et Jean Martin"),
    ("ru", "Путин и Трамп заявили, что встреча была «очень продуктивной».", "Путин и Трамп"),
    ("uk", "Зеленський і Макрон заявили, що зустріч була «дуже продуктивною».",
     "Зеленський і Макрон"),
]  # fmt: skip
ALONE = [
    ("de", "Kanzler und Parteichef Karl Brandt sagte, das sei „ein guter Tag“.", "Karl Brandt"),
    ("de", "Karl Brandt lehnte den Plan ab und Karin Holm sagte: „Wir gehen.“", "Karin Holm"),
    ("en", "Founder and President Tim Cook said it was “a great day”.", "Tim Cook"),
    ("en", "Ann Lee left the stage and Tim Cook said it was “a great day”.", "Tim Cook"),
    ("en", "“A great day,” said Tim Cook and left.", "Tim Cook"),
    ("fr", "Le ministre et porte-parole Jean Martin a dénoncé « un vrai recul ».", "Jean Martin"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "mention"), TOGETHER)
def test_two_who_speak_together_are_shown_and_neither_is_picked(
    lang: str, text: str, mention: str
) -> None:
    assert mentions(text, lang) == [mention]
    assert names(text, lang) == [""]


@pytest.mark.parametrize(("lang", "text", "name"), ALONE)
def test_one_speaks_beside_another_name(lang: str, text: str, name: str) -> None:
    assert names(text, lang) == [name]


def test_a_pronoun_after_two_speakers_means_neither() -> None:
    text = "“A good day,” said Tim Cook and Karl Brandt. He said it was “a very good day”."
    assert names(text) == ["", ""]

"""German sentences of our own, with the verb second, last, or in two parts."""

import pytest

from tests.drafting.speaking import attributed, mentions, names

SENTENCES = [
    ("„Wir reden weiter“, sagte Anna Lehmann.", "Anna Lehmann"),
    ("„Wir reden weiter“, sagte am Montag der Außenminister.", "der Außenminister"),
    ("„Wir reden weiter“, so die Sprecherin.", "die Sprecherin"),
    ("„Wir reden weiter“, teilte das Ministerium mit.", "das Ministerium"),
    ("»Wir reden weiter«, erklärte er.", "er"),
    ("Anna Lehmann sagte: „Wir reden weiter.“", "Anna Lehmann"),
    ("Am Montag sagte Anna Lehmann: „Wir reden weiter.“", "Anna Lehmann"),
    ("Dazu erklärte der Minister: „Wir reden weiter.“", "der Minister"),
    ("Als Begründung sagte eine Sprecherin: „Wir reden weiter.“", "eine Sprecherin"),
    ("Anna Lehmann hat am Montag in Genf gesagt: „Wir reden weiter.“", "Anna Lehmann"),
    ("Im Parlament hat der Minister erklärt: „Wir reden weiter.“", "der Minister"),
    ("Anna Lehmann nannte den Plan „eine große Chance für alle“.", "Anna Lehmann"),
    ("Den Plan nannte Anna Lehmann „eine große Chance für alle“.", "Anna Lehmann"),
    ("Der Minister sprach von einer „sehr großen Chance“.", "Der Minister"),
    ("Er fügte hinzu: „Wir reden weiter.“", "Er"),
    ("Laut Anna Lehmann war es „ein offenes Gespräch“.", "Anna Lehmann"),
    ("Nach Angaben des Ministeriums war es „ein offenes Gespräch“.", "des Ministeriums"),
    ("Dem Minister zufolge war es „ein offenes Gespräch“.", ""),
    ("Es gehe um „ein faires Ergebnis“ für alle, so Anna Lehmann.", "Anna Lehmann"),
    ("„Wir reden weiter“, heißt es in der Erklärung.", "der Erklärung"),
    ("Anna Lehmann wörtlich: „Wir reden weiter.“", "Anna Lehmann"),
    ("Der Minister, der den Plan „ein Geschenk des Himmels“ nannte, ging.", "Der Minister, der"),
    ("Sie sangen „das Lied vom Meer“ daheim.", ""),
    ("Der Sprecher des Ministers sagte: „Wir reden weiter.“", "Der Sprecher des Ministers"),
    ("Der Sprecher der Bundesregierung sagte: „Wir gehen.“", "Der Sprecher der Bundesregierung"),
    ("„Wir reden weiter“, sagte der Sprecher des Amtes.", "der Sprecher des Amtes"),
    ("„Wir reden weiter“, sagte dem Sender Anna Lehmann.", "Anna Lehmann"),
    ("„Wir reden weiter“, sagte der Agentur ein Sprecher.", "ein Sprecher"),
    ("„Wir reden weiter“, sagte Lehmann der Agentur.", "Lehmann"),
    ("Wie Anna Lehmann dem Sender sagte, sei das „ein faires Ergebnis“.", "Anna Lehmann"),
    ("Das sei „ein faires Ergebnis“, wie Anna Lehmann dem Sender sagte.", "Anna Lehmann"),
    ("„Wir reden weiter“, fügte Anna Lehmann hinzu.", "Anna Lehmann"),
    ("Zum Hintergrund der Tat führte der Bericht aus, sie sei „lange geplant“.", "der Bericht"),
    ("Die Vorwürfe wies Lehmann von sich: „Wir reden weiter.“", "Lehmann"),
    (
        "Das Treffen nannte die Sprecherin des Ministers „einen sehr guten Tag“.",
        "die Sprecherin des Ministers",
    ),
    ("Die Zeitung nannte Lehmann „einen sehr guten Redner“.", "Die Zeitung"),
    ("Das Treffen wurde von Lehmann als „sehr guter Tag“ bezeichnet.", "Lehmann"),
    ("Das Treffen wurde am Montag als „sehr guter Tag“ bezeichnet.", ""),
    ("Lehmann ließ durch seine Sprecherin Folgendes erklären: „Wir reden.“", "Lehmann"),
    ("Heute lässt sie dort Folgendes dazu erklären: „Wir reden weiter.“", "sie"),
    ("Nach Darstellung des Ministers ist das „ein faires Ergebnis“.", "des Ministers"),
    ("Nach den Angaben von Anna Lehmann ist das „ein faires Ergebnis“.", "Anna Lehmann"),
    ("Während Lehmann erklärte, man rede „sehr offen“, lehnte Anna Weber ab.", "Lehmann"),
    ("Kritiker prognostizieren „ein sehr langes Verfahren“.", "Kritiker"),
    # A colon without a verb of saying: only a person speaks.
    (
        "Kremlsprecher Dmitri Peskow zeigte Geduld: „Wir reden weiter.“",
        "Kremlsprecher Dmitri Peskow",
    ),
    ("Dabei griff er auch die Presse an: „Wir reden weiter.“", "er"),
    ("Auf dem Plakat stand: „Wir reden weiter.“", ""),
    ("Das Motto der Tagung lautete: „Wir reden weiter.“", ""),
    # Who is quoted, not who quotes.
    ("Lehmann wird mit den Worten zitiert: „Wir reden weiter.“", "Lehmann"),
    ("Die Zeitung zitierte den Minister mit den Worten: „Wir reden weiter.“", "den Minister"),
    ("„Wir reden weiter“, zitiert die Zeitung den Minister.", "den Minister"),
    ("„Wir reden weiter“, wird der Minister in der Zeitung zitiert.", "der Minister"),
    ("„Wir reden weiter“, wie Lehmann von der Zeitung zitiert wird.", "Lehmann"),
    ("„Wir reden weiter“, zitiert die Zeitung.", ""),
    # The mood of indirect speech goes on, that of narration does not.
    ("Lehmann lehnte ab. Das Angebot sei „ein schlechter Scherz“.", "Lehmann"),
    ("Lehmann lehnte ab. Es gehe nicht. Das Angebot sei „ein schlechter Scherz“.", "Lehmann"),
    ("Laut Lehmann geht es nicht. Das Angebot sei „ein schlechter Scherz“.", "Lehmann"),
    ("Lehmann lehnte ab. Das Angebot war „ein schlechter Scherz“.", ""),
    ("Lehmann lehnte ab. Es regnete. Das Angebot sei „ein schlechter Scherz“.", ""),
    ("Lehmann kam. Das Angebot sei „ein schlechter Scherz“.", ""),
    ("Am 7. November sagte Papst Leo XIV. dazu: „Wir reden weiter.“", "Papst Leo XIV"),
]


@pytest.mark.parametrize(("text", "mention"), SENTENCES)
def test_who_speaks(text: str, mention: str) -> None:
    assert mentions(text, "de")[-1] == mention


def test_who_quotes_is_told_apart_from_who_is_quoted() -> None:
    text = "„Wir reden weiter“, zitiert die Zeitung den Minister."
    speech = attributed(text, "de")[0].speech
    assert speech is not None
    assert speech.via is not None
    assert text[speech.via.start : speech.via.end] == "die Zeitung"


def test_names_need_more_than_a_capital() -> None:
    assert names("„Wir reden weiter“, sagte Außenministerin Anna Lehmann.", "de") == [
        "Anna Lehmann"
    ]
    assert names("„Wir reden weiter“, sagte die Polizei.", "de") == [""]
    assert names("„Wir reden weiter“, sagte der Fahrer.", "de") == [""]
    assert names("„Wir reden weiter“, sagte Herr Fahrer.", "de") == ["Fahrer"]
    assert names("„Wir reden weiter“, erklärte Moskau.", "de") == ["russia"]
    text = "Außenminister Karl Lehmann kam. „Wir reden weiter“, sagte Lehmann. „Gut“, sagte er."
    assert names(text, "de") == ["Karl Lehmann", "Karl Lehmann"]


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("Sie fügte hinzu, das sei „ein guter Anfang“.", "Anna Lehmann"),
        ("Am Abend sagte sie: „Wir gehen jetzt.“", "Anna Lehmann"),
        ("Sie fügten hinzu, das sei „ein guter Anfang“.", ""),
        ("Karl Weber sagte, sie fügten hinzu: „Wir gehen jetzt.“", ""),
        ("Am Abend sagten sie: „Wir gehen jetzt.“", ""),
        ("Er fügte hinzu, das sei „ein guter Anfang“.", ""),
    ],
)
def test_she_and_they_differ_by_the_verb(more: str, name: str) -> None:
    text = f"„Wir reden weiter“, sagte Anna Lehmann am Montag. {more}"
    assert names(text, "de") == ["Anna Lehmann", name]

"""German sentences of our own, with the verb second, last, or in two parts."""

import pytest

from tests.drafting.speaking import mentions, names

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
    ("Der Minister, der den Plan „ein Geschenk des Himmels“ nannte, ging.", ""),
    ("Sie sangen „das Lied vom Meer“ daheim.", ""),
    ("Am 7. November sagte Papst Leo XIV. dazu: „Wir reden weiter.“", "Papst Leo XIV"),
]


@pytest.mark.parametrize(("text", "mention"), SENTENCES)
def test_who_speaks(text: str, mention: str) -> None:
    assert mentions(text, "de")[-1] == mention


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

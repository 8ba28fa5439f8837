"""The German words of attribution.

In German the verb is the second part of a main clause: its subject stands before it or after it,
and after a quotation always after it.
"""

import re

from briefing.drafting.words.lexicon import Is, Lexicon, listed, tagged

_SAYS = """
sagte sagten sagt sagen erklärte erklärten erklärt erklären betonte betonten betont äußerte
äußerten äußert meinte meinten meint meinen berichtete berichteten berichtet schrieb schrieben
schreibt schreiben behauptete behaupteten behauptet bezeichnete bezeichneten bezeichnet nannte
nannten nennt nennen forderte forderten fordert fordern kritisierte kritisierten kritisiert warnte
warnten warnt lobte lobten lobt antwortete antworteten antwortet entgegnete entgegneten entgegnet
erwiderte erwiderten erwidert ergänzte ergänzten ergänzt begründete begründeten begründet
bestätigte bestätigten bestätigt versicherte versicherten versichert verkündete verkündeten
verkündet beschrieb beschrieben beschreibt kommentierte kommentierten kommentiert urteilte
urteilten verlangte verlangten verlangt versprach versprachen verspricht vermutete vermuteten
vermutet glaubt glaubte glaubten sprach sprachen spricht sprechen bedauerte bedauerten bedauert
beklagte beklagten beklagt mahnte mahnten mahnt appellierte appellierten formulierte formulierten
erläuterte erläuterten erläutert unterstrich unterstrichen resümierte resümierten hofft hoffte
hofften beteuerte beteuerten beteuert bekräftigte bekräftigten bekräftigt fragte fragten fragt
rief riefen bemängelte bemängelten rügte rügten monierte monierten erinnerte erinnerten twitterte
twitterten postete wetterte konterte verteidigte verteidigten würdigte würdigten würdigt begrüßte
begrüßten begrüßt verurteilte verurteilten verurteilt dementierte dementierten charakterisierte
charakterisierten spekulierte prophezeite argumentierte argumentierten argumentiert resümiert
bezweifelte bezweifelten bezweifelt attackierte attackierten meldete meldeten meldet feierte
feierten skandierten skandierte empfand wertete werteten wertet zeichnete ermahnte protestierte
protestierten beanstandete befand befanden bilanzierte spottete schimpfte jubelte freute erhofft
erhoffte ausführte ausführten mitteilte mitteilten angab angaben hinzufügte hinzufügten ankündigte
ankündigten einräumte einräumten vorwarf vorwarfen feststellte feststellten hervorhob hinwies
anmerkte zusicherte klarstellte widersprach widersprachen empfiehlt empfehlen empfahl empfahlen
bekannte erzählte erzählten erzählt gestand gestanden titelte titelten riet rieten rät raten bat
baten bittet bitten warb warben wirbt empfinden empfindet empfanden sprächen drohte drohten droht
drängte drängten drängt beschwor beschworen ausdrückte ausdrückten formulierte darlegte darlegten
einwandte einwandten zugab zugaben aussagte aussagten vorschlug vorschlugen zurückwies zurückwiesen
"""
_STEMS = """
sag erklär beton äußer mein bericht behaupt bezeichn forder kritisier warn lob antwort entgegn
erwider ergänz begründ bestätig versicher verkünd kommentier urteil verlang vermut bedauer beklag
mahn appellier formulier erläuter resümier hoff beteuer bekräftig frag bemängel rüg monier erinner
twitter wetter konter verteidig würdig begrüß verurteil dementier charakterisier spekulier prophezei
argumentier bezweifel attackier meld wert protestier beanstand bilanzier spott schimpf jubel
konstatier plädier prognostizier mutmaß schlussfolger signalisier unterstell schilder beschuldig
diagnostizier bezeug konzedier postulier proklamier präzisier referier rekapitulier insistier
brüll schrei stöhn seufz murmel flüster scherz witzel frotzel lamentier räsonier sinnier
"""
"""Stems of verbs that are regular: `sag` has `sagt`, `sagte`, `sagten`, `sagen`."""
_IRREGULAR = frozenset(("schrei",))
_REPORTED = """
sei seien habe werde könne müsse solle dürfe wolle möge gebe gehe komme stehe liege bleibe mache
halte lasse wisse brauche sehe führe bestehe gelte handle handele zeige bedeute stelle finde nehme
"""
_PARTICIPLES = """
gesagt erklärt betont geäußert gemeint berichtet geschrieben behauptet bezeichnet genannt
gefordert kritisiert gewarnt gelobt geantwortet entgegnet erwidert ergänzt begründet bestätigt
versichert verkündet beschrieben kommentiert verlangt versprochen gesprochen bedauert beklagt
gemahnt erläutert bekräftigt gefragt verteidigt gewürdigt begrüßt verurteilt zugesichert gewertet
beanstandet gefeiert gehalten zitiert angekündigt mitgeteilt hinzugefügt zurückgewiesen
vorgeworfen eingeräumt angegeben hervorgehoben festgestellt ausgeführt
"""
_PERSONS = """
sprecher sprecherin experten kritiker beobachter augenzeugen zeugen vertreter anwohner politiker
abgeordnete abgeordneter forscher wissenschaftler behörden ermittler polizei staatsanwaltschaft
feuerwehr opposition regierung demonstranten anhänger teilnehmer mitarbeiter angehörige
"""
_BODIES = """
polizei feuerwehr partei regierung ministerium behörde amt bundestag bundesrat parlament senat
gericht landgericht amtsgericht bundesgerichtshof staatsanwaltschaft universität hochschule
institut verband verein gewerkschaft stiftung kommission komitee kongress rat bank gesellschaft
gruppe firma unternehmen konzern zeitung agentur sender fraktion union koalition armee
organisation zentrum zentrale stadt land kreis straße platz welt nationen republik
weltmeisterschaft liga kirche krankenhaus polizeipräsidium präsidium regierungspräsidium
bundeswehr bundesregierung deutsche deutscher deutsches deutschen
"""
_MOODS = """
überzeugt erfreut besorgt enttäuscht zufrieden zuversichtlich optimistisch skeptisch kämpferisch
gelassen erleichtert entsetzt empört erschüttert betroffen
"""
_SPLIT = (
    ("gab gaben gibt", f"an bekannt zu {_MOODS}"),
    ("teilte teilten teilt", "mit"),
    ("fügte fügten fügt", "hinzu an"),
    ("kündigte kündigten kündigt", "an"),
    ("wies wiesen weist", "zurück hin darauf sich"),
    ("nahm nahmen nimmt", "stellung"),
    ("brachte brachten bringt", "ausdruck"),
    ("schlug schlugen schlägt", "vor"),
    ("ging gingen geht", "davon"),
    ("warf warfen wirft", "vor"),
    ("räumte räumten räumt", "ein"),
    ("hob hoben", "hervor"),
    ("stellte stellten", "fest klar frage"),
    ("führte führten führt", "aus an"),
    ("setzte", "hinzu"),
    ("merkte prangerte prangerten", "an"),
    ("machte machten", "klar deutlich"),
    ("lehnte lehnten", "ab"),
    ("schloss", "aus"),
    ("rief", "auf"),
    ("legte", "nach"),
    ("zeigte zeigten zeigt", _MOODS),
)
_ENDS_OFFICE = re.compile(
    r".*(?:minister|präsident|kanzler|sprecher|chef|leiter|führer|meister|direktor|sekretär|richter"
    r"|anwalt|professor|experte|expertin|politiker|kommissar|trainer|beauftragte|beauftragter"
    r"|vorsitzende|vorsitzender|bischof|general|forscher|manager|könig|prinz|papst|botschafter"
    r"|vorstand|senator|obmann|wart|ökonom|autor|regisseur|abgeordnete|abgeordneter|rätin"
    r"|kandidat|berater|gründer|historiker|analyst|landrat|stadtrat|bundesrat)(?:in|innen|s|en)?"
)
_ADVERB = re.compile(r".*(?:weise|ens|falls|end)")


def _regular(stems: str) -> str:
    """Return the forms of the third person of regular verbs, present and past."""
    forms = []
    for stem in stems.split():
        joint = "e" if stem[-1] in "dt" or stem.endswith(("chn", "gn")) else ""
        ends = ("n",) if stem.endswith(("er", "el")) and stem[-3:] != "ier" else ("en",)
        past = () if stem in _IRREGULAR else (f"{joint}te", f"{joint}ten")
        forms += [stem + end for end in (f"{joint}t", *past, *ends)]
    return " ".join(forms)


_SOURCE_NOUNS = """
angabe angaben aussage aussagen ansicht auffassung meinung worten einschätzung darstellung
überzeugung auskunft bewertung schilderung lesart erkenntnissen informationen bericht berichten
mitteilung
"""


def _sources() -> tuple[tuple[str, ...], ...]:
    """Return the phrases before the one who speaks, longer ones before those they begin with."""
    found: list[tuple[str, ...]] = []
    for noun in _SOURCE_NOUNS.split():
        for begin in (("nach", noun), ("nach", "den", noun), ("nach", "der", noun)):
            found += [(*begin, "von"), begin]
    for begin in (("aus", "sicht"), ("in", "den", "worten"), ("in", "den", "augen")):
        found += [(*begin, "von"), begin]
    return (
        *found,
        ("laut", "angaben", "von"),
        ("laut", "angaben"),
        ("laut",),
        ("gemäß",),
        ("für",),
    )


def _by_form(word: str) -> int:
    if len(word) > 5 and _ENDS_OFFICE.fullmatch(word):
        return Is.TITLE
    return Is.ADVERB if len(word) > 7 and _ADVERB.fullmatch(word) else Is.NONE


GERMAN = Lexicon(
    code="de",
    order="verb-second",
    words=tagged(
        (
            (Is.SAYS, f"{_SAYS} {_regular(_STEMS)}"),
            (Is.PARTICIPLE, _PARTICIPLES),
            (Is.PRONOUN, "er sie ich wir"),
            (Is.DETERMINER, "der die das ein eine einer eines einem einen den dem des dieser diese"
             " dieses diesem diesen sein seine seiner seines seinem seinen ihr ihre ihrer ihres"
             " ihrem ihren unser unsere jede jedes jegliche sämtliche manche solche kein keine"
             " jener jene beide alle viele mehrere einige"),
            (Is.OBLIQUE, "den dem des einem einen eines diesem diesen seinem seinen seines ihrem"
             " ihren ihres"),
            (Is.PREPOSITION, "in im an am auf aus bei beim mit nach von vom zu zum zur über unter"
             " vor für gegen durch ohne um bis seit während wegen trotz gegenüber zwischen neben"
             " hinter ins ans laut gemäß seitens anlässlich angesichts hinsichtlich bezüglich"),
            (Is.CONJUNCTION, "und oder aber sowie sondern doch denn"),
            (Is.BE, "wurde wurden wird werden worden geworden sei ist sind war waren bin gewesen"),
            (Is.AUXILIARY, "hat haben habe hatte hatten hätte hätten"),
            (Is.VERB, "hat haben habe hatte hatten kann können konnte konnten muss müssen musste"
             " soll sollen sollte sollten will wollen wollte wollten darf dürfen würde würden wird"
             " werden wurde wurden ist sind war waren sei seien gibt gab geht ging kommt kam steht"
             " stand liegt lag macht machte machten bleibt blieb zeigt zeigte zeigten nahm nimmt"
             " lässt ließ"),
            (Is.MODAL, "kann können konnte konnten muss müssen musste mussten soll sollen sollte"
             " sollten will wollen wollte wollten darf dürfen durfte durften mag mögen möchte"
             " möchten würde würden wird werden lässt ließ lassen ließen"),
            (Is.ADVERB, "auch heute gestern dann nun jetzt später zuvor weiter weiterhin sich"
             " wörtlich zudem außerdem jedoch allerdings dazu darauf daraufhin dagegen dabei hierzu"
             " bereits schon noch nur erneut wieder zunächst anschließend unterdessen indes ferner"
             " gleichzeitig einmal selbst abschließend schließlich hingegen etwa so nicht erst"
             " hinzu ab zurück fest hervor klar bekannt mehrfach öffentlich ausdrücklich ihm ihnen"
             " uns mir ihn gemeinsam"),
            (Is.TIME, "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar"
             " februar märz april mai juni juli august september oktober november dezember"
             " montagabend dienstagabend mittwochabend donnerstagabend freitagabend samstagabend"
             " sonntagabend mittag abend morgen nachmittag vormittag jahr woche"),
            (Is.TITLE, "herr frau dr prof präsident präsidentin minister ministerin kanzler"
             " kanzlerin könig königin papst general sprecher sprecherin kollege bruder schwester"
             " vater mutter ehemalige ehemaliger frühere früherer stellvertretende"
             " stellvertretender amtierende"),
            (Is.PARTICLE, "von van der den zu zum zur vom de di du le la al bin ibn"),
            (Is.THAT, "dass daß ob wie warum weshalb was"),
            (Is.SUBORDINATE, "nachdem weil da als wenn obwohl während bevor indem damit sodass"
             " falls bis seitdem"),
            (Is.STOP, "es man insbesondere der die das ein eine aber und oder doch denn dann nun"
             " auch so wie als wenn"
             " nach in im an am auf aus bei mit von vom zu zum zur über unter vor für gegen durch"
             " es er sie wir ich man dies diese dieser dieses sein seine ihr ihre hier dort heute"
             " gestern allerdings jedoch zudem außerdem weiter weiterhin zuvor später dabei dazu"
             " darauf laut während wegen trotz seit bis um nicht nur alle viele beide einige was"
             " wer wo warum da damit deshalb daher trotzdem bereits schon noch erst"),
            (Is.PERSON, _PERSONS),
            (Is.BODY, _BODIES),
            (Is.QUOTED, "zitiert zitierte zitierten zitieren"),
            (Is.OUTLET, "zeitung magazin agentur sender nachrichtenagentur bericht medien presse"
             " angaben dpa afp reuters spiegel focus welt bild ard zdf studie umfrage"),
        )
    ),
    genders={"er": "m", "ihm": "m", "sie": "p", "ich": "i", "wir": "i", "seiner": "m",
             "ihrer": "p", "sie sagt": "f"},
    she={"sie": "sie sagt"},
    views=listed(_SOURCE_NOUNS),
    for_persons=frozenset(("für",)),
    sources=_sources(),
    sources_after=frozenset(("zufolge",)),
    after_words=frozenset(("so",)),
    as_words=frozenset(("wie",)),
    reported=listed(_REPORTED),
    genitives=listed("der des eines einer dieser dieses seiner seines ihrer ihres unserer"),
    impersonal=frozenset(("heißt", "hieß", "geheißen")),
    split_verbs={
        verb: listed(parts) for verbs, parts in _SPLIT for verb in verbs.split()
    },
    abbreviations=listed("dr prof hr fr st bzw ca z d u v a o h b usw etc nr str jr sr mio mrd inkl"
                         " abs art vgl sog ggf evtl geb gest red"),
    officials=listed("vertreter unterhändler diplomaten delegation regierung behörden seite"
                     " ministerium"
                     " außenministerium verteidigungsministerium führung armee botschaft"),
    men=listed("herr"),
    women=listed("frau"),
    capital_nouns=True,
    by_form=_by_form,
)  # fmt: skip

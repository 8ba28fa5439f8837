"""French verbs of saying: their forms in the third person, from their infinitives."""

from collections.abc import Iterator

_FIRST_GROUP = """
affirmer expliquer estimer assurer ajouter préciser souligner indiquer annoncer confier raconter
rappeler dénoncer critiquer juger regretter insister marteler lancer demander réclamer exiger
qualifier accuser proposer résumer commenter noter relever observer constater répliquer ironiser
tonner fustiger saluer évoquer parler confirmer nier espérer penser plaider témoigner exhorter
suggérer mentionner détailler répéter déplorer déclarer argumenter asséner clamer proclamer
alerter souhaiter relater rapporter signaler certifier jurer avancer justifier argüer contester
menacer marteler tempêter considérer concéder reprocher recommander conseiller réfuter récuser
revendiquer prôner préconiser vilipender redouter rétorquer arguer
"""
_AFTER_MARKS = """
glisser interroger
souffler pointer trancher enchaîner compléter couper opposer balayer soupirer nuancer
tempérer analyser décrypter tacler pester grincer râler murmurer chuchoter crier hurler scander
lâcher abonder plaisanter bougonner acquiescer approuver balancer décréter théoriser persifler
railler moquer corriger philosopher prophétiser pronostiquer anticiper
"""
_REFLEXIVE = """
féliciter alarmer indigner inquiéter étonner emporter exclamer insurger agacer excuser
vanter lamenter désoler offusquer amuser énerver impatienter enthousiasmer émouvoir écrier
défausser
"""
_MUTE = {"appel": "appell", "jet": "jett", "balay": "balai"}


def _mute(stem: str) -> str:
    """Return a stem before a mute `e`: `espér` as `espèr`, `martel` as `martèl`."""
    for end, instead in _MUTE.items():
        if stem.endswith(end):
            return stem.removesuffix(end) + instead
    for vowel in "ée":
        if len(stem) > 2 and stem[-2] == vowel and stem[-1] in "clrtmdngv":
            return f"{stem[:-2]}è{stem[-1]}"
    return stem


def _open(stem: str) -> str:
    """Return a stem before `a`: `lanc` as `lanç`, `jug` as `juge`."""
    if stem.endswith("c"):
        return stem[:-1] + "ç"
    return stem + "e" if stem.endswith("g") else stem


def _stems(infinitives: str) -> list[str]:
    return [verb.removesuffix("er") for verb in infinitives.split() if verb.endswith("er")]


def _finite(infinitives: str) -> Iterator[str]:
    for stem in _stems(infinitives):
        mute, opened = _mute(stem), _open(stem)
        yield from (mute + "e", mute + "ent", opened + "ait", opened + "aient", opened + "a")
        yield from (stem + "èrent", stem + "era", stem + "eront")


def _participles(infinitives: str, endings: str = "é") -> Iterator[str]:
    for stem in _stems(infinitives):
        yield from (stem + ending for ending in endings.split())


_AGREEING = "é ée és ées"
FINITE = (
    " ".join(_finite(_FIRST_GROUP))
    + """
dit disent disait disaient dira diront répond répondent répondait répondaient répondit prévient
préviennent prévenait avertit avertissent avertissait écrit écrivent écrivait écrivit reconnaît
reconnait reconnaissent reconnaissait admet admettent admettait admit soutient soutiennent soutenait
prétend prétendent prétendait promet promettent promettait promit conclut concluent concluait réagit
réagissent réagissait rétorque rétorquent rétorquait tweete décrit décrivent décrivait dément
démentent démentait croit croient croyait poursuit poursuivent poursuivait poursuivit renchérit
renchérissent appelle appellent appelait maintient maintiennent maintenait
convient conviennent garantit garantissent
"""
)
"""Finite forms of verbs of saying."""
PERFECT = (
    " ".join(_participles(_FIRST_GROUP, _AGREEING))
    + """
répondu prévenu averti reconnu admis soutenu prétendu promis conclu réagi rétorqué tweeté démenti
poursuivi renchéri appelé maintenu convenu garanti cru
"""
)
"""Participles of verbs of saying, each with an auxiliary before it."""
REFLEXIVE = (
    " ".join(_finite(_REFLEXIVE))
    + """
défend défendent défendait plaint plaignent plaignait réjouit réjouissent réjouissait souvient
souviennent souvenait
"""
)
"""Finite forms of verbs that are of saying with `se` before them."""
REFLEXIVE_PERFECT = (
    " ".join(_participles(_REFLEXIVE, _AGREEING))
    + """
réjoui réjouie réjouis réjouies défendu défendue défendus défendues plaint plainte plaints ému émue
émus souvenu souvenue dite dits dites
"""
)
"""Participles of those."""
AFTER_MARKS = (
    " ".join(_finite(_AFTER_MARKS))
    + """
reprend reprennent reprenait sourit rit surenchérit applaudit rugit
"""
)
"""Finite forms of verbs that are of saying right after what was said: `», glisse Lee`."""
AFTER_MARKS_PERFECT = " ".join(_participles(_AFTER_MARKS)) + " repris souri ri surenchéri applaudi"
"""Participles of those."""

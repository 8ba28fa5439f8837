"""The French words of attribution.

After a quotation the verb stands before its subject, whose pronoun is joined to it: `a-t-il dit`.
"""

import re

from briefing.drafting.words.french_verbs import (
    AFTER_MARKS,
    AFTER_MARKS_PERFECT,
    FINITE,
    PERFECT,
    REFLEXIVE,
    REFLEXIVE_PERFECT,
)
from briefing.drafting.words.lexicon import Is, Lexicon, listed, tagged

_PERSONS = """
critiques experts analystes observateurs responsables témoins proches manifestants députés
sénateurs élus syndicats opposants partisans diplomates négociateurs sources autorités habitants
journalistes avocats chercheurs médecins policiers enquêteurs soldats rebelles militants
"""
_OFFICES = """
président présidente ministre premier première secrétaire porte-parole directeur directrice chef
cheffe chancelier chancelière roi reine prince princesse général colonel maire député députée
sénateur sénatrice ambassadeur ambassadrice avocat avocate professeur professeure conseiller
conseillère négociateur négociatrice patron patronne dirigeant dirigeante leader candidat
candidate juge procureur procureure monsieur madame m mme mlle mgr dr me pape commissaire haut
ancien ancienne ex-président ex-ministre vice-président vice-présidente vice-ministre émissaire
représentant représentante analyste expert experte chercheur chercheuse économiste politologue
historien coordinateur coordinatrice responsable
"""
_BODIES = """
ministère gouvernement parti assemblée sénat conseil commission comité parlement cour tribunal
université institut agence organisation association fondation banque société groupe syndicat armée
police mairie préfecture union nations république état élysée quai palais maison hôpital école
journal quotidien hebdomadaire chaîne radio télévision fédération ligue mouvement front région
département ville rue avenue place elysée etat matignon kremlin bercy maison-blanche onu otan
affaires défense intérieur justice économie finances santé éducation travail culture agriculture
opposition majorité exécutif gauche droite patronat coalition délégation présidence
environnement énergie transition budget transports logement diplomatie europe
"""
_INVERTED = re.compile(r"(.+?)(?:-t)?-(?:il|elle|ils|elles|on|je|nous)")
_SAID = listed(FINITE)
_HAVE = listed("a ont avait avaient aurait ai avons eut")
_BE = listed("est sont était étaient")
_NEVER_SAID = listed(
    "fut furent sera seront serait faut faudrait peut peuvent pourrait doit doivent devrait veut"
    " veulent voudrait va vont fait font sait savent y suffit aura auront auraient semble"
)
_NO_PERSON = re.compile(r".*-(?:on|je|nous)")
_SCIENCES = listed("dialogue monologue prologue épilogue catalogue analogue")


def _by_form(word: str) -> int:
    inverted = _INVERTED.fullmatch(word)
    if inverted is not None:
        return _joined(inverted[1], word)
    if word.endswith(("logue", "logues")) and word.removesuffix("s") not in _SCIENCES:
        return Is.PERSON
    return Is.ADVERB if len(word) > 6 and word.endswith("ment") else Is.NONE


def _joined(verb: str, word: str) -> int:
    """Return what a verb with its pronoun joined to it can be: `a-t-il`, `lâche-t-elle`."""
    if verb in _SAID:
        return Is.SAYS | Is.PRONOUN
    if verb in _HAVE:
        return Is.AUXILIARY | Is.PRONOUN
    if verb in _BE:
        return Is.BE
    return Is.NONE if verb in _NEVER_SAID or _NO_PERSON.fullmatch(word) else Is.PRONOUN


FRENCH = Lexicon(
    code="fr",
    order="subject-first",
    words=tagged(
        (
            (Is.SAYS, FINITE),
            (Is.SAYS | Is.VERBAL, PERFECT),
            (Is.SAYS | Is.REFLEXIVE, REFLEXIVE),
            (Is.SAYS | Is.REFLEXIVE | Is.VERBAL, REFLEXIVE_PERFECT),
            (Is.VERBAL, AFTER_MARKS_PERFECT),
            (Is.REFLEXIVE, "se s'"),
            (Is.NOUNISH, "critique critiques demande demandes note notes appelle juge annonce"
             " réponse résumé"),
            (Is.GERUND, "disant déclarant affirmant expliquant estimant assurant ajoutant précisant"
             " soulignant indiquant rappelant dénonçant jugeant accusant promettant évoquant"
             " qualifiant lançant appelant"),
            (Is.PRONOUN, "il elle ils elles on je nous"),
            (Is.DETERMINER, "le la les l' un une des ce cet cette ces son sa ses leur leurs notre"
             " nos mon ma mes plusieurs certains certaines quelques deux trois"),
            (Is.PREPOSITION, "de du d' à au aux en dans par pour avec sans sur sous chez vers entre"
             " devant derrière depuis pendant lors contre selon parmi dès envers hors malgré"
             " auprès outre"),
            (Is.CONJUNCTION, "et ou mais"),
            (Is.RELATIVE, "qui lequel laquelle lesquels dont"),
            (Is.BE, "est sont était étaient été fut furent sera seront être"),
            (Is.AUXILIARY, "a ont avait avaient aurait auraient ai avons eu vient venait"),
            (Is.VERB, "a ont avait avaient est sont était étaient fut furent sera fait font"
             " faisait va vont peut"
             " peuvent"
             " doit doivent veut veulent devait pouvait voulait prend prennent reste restent vit"
             " arrive arrivé mis mise pris prise ait soit"),
            (Is.ADVERB, "ne n' pas s' se y m' t' lui leur vous ensuite aussi également encore déjà"
             " hier aujourd'hui demain alors ainsi toujours jamais même notamment cependant"
             " toutefois néanmoins enfin puis plus tard bien donc d'abord mardi ici là tout"
             " sobrement aussitôt ailleurs"),
            (Is.TIME, "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars"
             " avril"
             " mai juin juillet août septembre octobre novembre décembre matin soir"),
            (Is.TITLE, _OFFICES),
            (Is.PARTICLE, "de du des d' la le van von der den da ben bin al el"),
            (Is.THAT, "que qu' si comment pourquoi"),
            (Is.SUBORDINATE, "quand lorsque lorsqu' après avant comme alors puisque parce tandis"
             " pendant depuis"),
            (Is.STOP, "le la les l' un une des ce cet cette ces il elle ils elles on mais et ou"
             " donc"
             " or ni car dans en à au aux de du pour par sur avec selon après avant depuis pendant"
             " lors si quand comme ainsi aussi puis alors enfin hier aujourd'hui outre malgré c'"
             " aucun aucune chaque quel quelle ceci cela celui celle beaucoup peu rien son sa ses"
             " leur leurs notre nos je nous vous tout tous toute toutes plusieurs"
             " certains plus moins ici là d' s' n' j' qu' lorsque cependant toutefois pourtant"),
            (Is.PERSON, _PERSONS),
            (Is.BODY, _BODIES),
            (Is.OUTLET, "journal quotidien hebdomadaire agence chaîne radio télévision presse"
             " médias"
             " sondage étude rapport communiqué monde figaro libération afp reuters bfm rfi"
             " lefigaro parisien"),
            (Is.QUOTED, "cité citée cités"),
        )
    ),
    genders={"il": "m", "elle": "f", "lui": "m", "ils": "p", "elles": "p", "on": "p", "je": "i",
             "nous": "i", "son": "p", "ses": "p"},
    sources=(("selon",), ("d'", "après"), ("d’", "après"), ("pour",), ("aux", "yeux", "de"),
             ("de", "l'", "avis", "de"), ("à", "en", "croire"), ("de", "l’", "aveu", "de")),
    relayed=frozenset(("par",)),
    agents=frozenset(("par",)),
    views=listed("avis mots termes dires yeux"),
    abbreviations=listed("m mm mme mlle dr mgr me st ste etc cf art vol av bd env hab min max janv"
                         " févr juil sept oct nov déc"),
    officials=listed("responsables délégués délégation négociateurs autorités gouvernement"
                     " ministère"
                     " diplomates émissaires médiateurs ambassade présidence armée diplomatie"),
    men=listed("m monsieur"),
    women=listed("mme madame mlle"),
    elided=re.compile(r"(?:[ldjmtnsc]|qu|jusqu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE),
    clitics=listed("l' le la les en"),
    after_marks=listed(AFTER_MARKS + AFTER_MARKS_PERFECT),
    phrasal={**dict.fromkeys(listed("fait font faisait faisaient"), listed(
                 "valoir savoir remarquer observer")),
             **dict.fromkeys(listed("veut veulent voulait"), listed("croire espérer"))},
    as_words=listed("comme"),
    inverts=True,
    incise_marks=listed(", ? ! … ... – —"),
    namesakes=listed("hôpital hôpitaux lycée collège aéroport centre institut fondation université"
                     " rue place avenue boulevard école musée stade théâtre prix bibliothèque"
                     " association clinique salle affaire famille procès loi fan-club comité"),
    name_particles=listed("de d' de la le von van der den da"),
    past_endings=("ait", "aient"),
    for_persons=listed("pour"),
    by_form=_by_form,
)  # fmt: skip

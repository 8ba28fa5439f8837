"""The French words of attribution.

After a quotation the verb stands before its subject, whose pronoun is joined to it: `a-t-il dit`.
"""

import re

from briefing.drafting.words.lexicon import Is, Lexicon, listed, tagged

_SAYS = """
dit disent disait disaient dira déclare déclarent déclarait déclaré affirme affirment affirmait
affirmé explique expliquent expliquait expliqué estime estiment estimait estimé assure assurent
assurait assuré ajoute ajoutent ajoutait ajouté précise précisent précisait précisé souligne
soulignent soulignait souligné indique indiquent indiquait indiqué annonce annoncent annonçait
annoncé confie confient confié raconte racontent racontait raconté répond répondent répondait
répondu rappelle rappellent rappelait rappelé prévient préviennent prévenu avertit avertissent
averti dénonce dénoncent dénonçait dénoncé critique critiquent critiqué juge jugent jugeait jugé
regrette regrettent regrettait regretté insiste insistent insisté martèle martèlent martelé lance
lancent lançait lancé écrit écrivent écrivait demande demandent demandait demandé réclame
réclament réclamé exige exigent exigé appelle appellent appelait qualifie qualifient qualifié
qualifiait reconnaît reconnaissent reconnu admet admettent admis soutient soutiennent soutenu
prétend prétendent prétendu accuse accusent accusé promet promettent promis propose proposent
proposé résume résument résumé conclut concluent conclu commente commentent commenté note notent
noté relève relèvent relevé observe observent observé constate constatent constaté réagit
réagissent réagi réplique répliquent répliqué rétorque rétorquent rétorqué ironise ironisé tweete
tweeté tonne tonné fustige fustigent fustigé salue saluent salué félicite félicité évoque évoquent
évoqué parle parlent parlait parlé décrit décrivent confirme confirment confirmé dément démentent
démenti nie nient nié espère espèrent espéré pense pensent pensait croit croient plaide plaident
plaidé poursuit poursuivent poursuivi renchérit renchéri témoigne témoignent témoigné s'inquiète
inquiète inquiètent s'interroge interroge s'indigne indigne indignent réjouit réjouissent
félicitent exhorte exhorté suggère suggéré mentionne détaille détaillé répète répètent répété
"""
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
département ville rue avenue place
"""
_INVERTED = re.compile(r"(.+?)(?:-t)?-(?:il|elle|ils|elles|on|je|nous)")
_SAID = listed(_SAYS)
_HAVE = listed("a ont avait avaient aurait ai avons eut")


def _by_form(word: str) -> int:
    inverted = _INVERTED.fullmatch(word)
    if inverted is not None:
        if inverted[1] in _SAID:
            return Is.SAYS | Is.PRONOUN
        if inverted[1] in _HAVE:
            return Is.AUXILIARY | Is.PRONOUN
    return Is.ADVERB if len(word) > 6 and word.endswith("ment") else Is.NONE


FRENCH = Lexicon(
    code="fr",
    order="subject-first",
    words=tagged(
        (
            (Is.SAYS, _SAYS),
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
            (Is.PARTICLE, "de du des d' la le van von ben bin al el"),
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
             "nous": "i"},
    sources=(("selon",), ("d'", "après"), ("d’", "après"), ("pour",), ("aux", "yeux", "de"),
             ("de", "l'", "avis", "de"), ("à", "en", "croire"), ("de", "l’", "aveu", "de")),
    relayed=frozenset(("par",)),
    abbreviations=listed("m mm mme mlle dr mgr me st ste etc cf art vol av bd env hab min max janv"
                         " févr juil sept oct nov déc"),
    officials=listed("responsables délégués délégation négociateurs autorités gouvernement"
                     " ministère"
                     " diplomates émissaires médiateurs ambassade présidence armée diplomatie"),
    men=listed("m monsieur"),
    women=listed("mme madame mlle"),
    elided=re.compile(r"(?:[ldjmtnsc]|qu|jusqu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE),
    clitics=listed("l' le la les en"),
    by_form=_by_form,
)  # fmt: skip

"""The English words of attribution."""

from briefing.drafting.words.lexicon import Is, Lexicon, listed, tagged

_SAYS = """
accused accuses acknowledged acknowledges added adds admits admitted advised advises alleged
alleges announced announces answered answers argued argues asked asks asserted asserts
assured assures attacked barked begged believes bellowed bemoaned blamed blames blasted
blogged boasted boasts bragged branded bristled called calls cautioned cautions chanted
chants characterized characterizes charged charges chided chides chimed cited claimed
clarified commented compared complained complains conceded concedes concluded concludes
concurred condemned confided confirmed confirms contended contends continued continues
conveyed countered counters cracked credited cried criticized deadpanned declared declares
decried demanded demands denied denies denounced denounces derided described describes
disagreed disclosed dismissed dismisses disputed dubbed elaborated emailed emphasized
endorsed enthused estimated estimates exclaimed explained explains expounded fretted fumed
griped groused guessed gushed hailed hinted huffed implied implored indicated indicates
informed insisted insists interjected intoned joked joks labeled lamented lashed lectured
likened maintained maintains marveled messaged mocked mused muses noted notes observed
observes offered offers opined penned pleaded pledged pledges posted praised praises
preached predicted predicts proclaimed proclaims professed promised promises proposed
proposes quipped quips quoted railed reasoned recalled recalls recommended recommends
recounted reflected reiterated rejected rejects remarked reminded repeated replied replies
reported reports responded responds retorted retweeted revealed reveals ridiculed ripped
said say says scoffed scolded screamed shouted shouts sighed signaled slammed snapped
sneered speculated stated states stressed stresses suggested suggests summarized surmised
swears swore tagged tell tells testified texted thanked theorized thundered told touted
tweeted tweets underscored urged urges vented vowed vows warned warns whispered wondered
wonders write writes written wrote yelled
"""
_NOUNISH = """
answers blames calls charges demands notes offers pledges promises reports states urges
"""
_GERUNDS = """
accusing acknowledging adding admitting alleging announcing arguing asking asserting
blasting boasting calling chanting charging citing claiming complaining concluding
continuing criticizing declaring denouncing describing dismissing dubbing emphasizing
explaining insisting joking labeling lamenting mocking noting pledging pointing praising
predicting proclaiming promising quipping quoting reading recalling referring remarking
reminding replying responding saying screaming shouting slamming stating stressing
suggesting telling tweeting urging vowing warning writing yelling
"""
_PERSONS = """
activists advisers advocates aides allies analysts attorneys authorities backers candidates
commentators conservatives correspondents critics delegates democrats diplomats doctors economists
employees executives experts fans farmers insiders investigators journalists judges lawmakers
lawyers leaders liberals members negotiators neighbors observers officials opponents organizers
parents people police politicians pollsters prosecutors protesters republicans reporters
researchers residents rivals scholars scientists senators sources spokesmen spokespeople
spokespersons spokeswomen staffers strategists students supporters teachers users veterans viewers
voters witnesses women men workers others some many most several spokesman spokeswoman
spokesperson
"""
_OUTLETS = """
newspaper paper magazine outlet website site agency channel network broadcaster station report
reports transcript media press wire times post journal tribune herald reuters bloomberg politico
guardian telegraph cnn bbc nbc abc cbs msnbc fox npr ap afp tass interfax axios vox buzzfeed
poll polls survey study documents records article story account filing filings
"""
_BODIES = """
arab arabs western eastern northern southern human rights gulf middle security commission defence
party university college school committee commission council house department ministry office
agency administration campaign court congress senate parliament union league club church bank
company corporation group institute institution foundation society association organization
federation fund service services bureau board force forces army navy guard police state states
county city street avenue road square center centre hall palace hotel airport hospital act law
bill treaty agreement accord accords pact plan conference summit convention movement coalition
alliance front brigade province region district island islands river sea lake valley mountain bay
cup games award prize day week year christmas easter north south east west new great central
national international federal american european african asian united world global public social
airlines motors media television radio news today online magazine review book islamic christian
muslim jewish catholic orthodox democratic democrat democrats republican republicans conservative
labour liberal socialist communist green facebook twitter google youtube instagram telegram
caucus bloc secretariat consortium
"""
_VERBS = """
is are was were be been being am has had have having do does did done will would can could may
might must shall should 'd 'll 's 're 've won't don't doesn't didn't isn't aren't wasn't weren't
hasn't hadn't haven't can't couldn't wouldn't shouldn't made make makes took take takes gave give
gives got get gets came come comes goes go saw see sees knew know knows became become becomes left
leave leaves felt feel feels kept keep keeps let lets held hold holds ran run runs met meet meets
won win wins lost lose loses led brought bring brings sat sits stood stands spoke speaks speak
wanted wants want needs need needed tried tries try used uses worked works work called turned
turns started starts seemed seems appeared appears looked looks moved lives lived died killed
"""


def _by_form(word: str) -> int:
    if len(word) > 4 and word.endswith("ly"):
        return Is.ADVERB
    return Is.VERBAL if len(word) > 5 and word.endswith("ing") else Is.NONE


ENGLISH = Lexicon(
    code="en",
    order="subject-first",
    words=tagged(
        (
            (Is.SAYS, _SAYS),
            (Is.NOUNISH, _NOUNISH),
            (Is.GERUND, _GERUNDS),
            (Is.PRONOUN, "he she they i we it who you"),
            (Is.DETERMINER, "the a an this that these those his her their its my our your one"
             " another each every both either neither no any some two three four five several many"
             " most all few"),
            (Is.PREPOSITION, "of for from at in on to with by about against among between during"
             " into over through toward towards under upon within without near outside inside"
             " behind beyond across along around above below off onto per via than like despite"),
            (Is.CONJUNCTION, "and or but nor yet"),
            (Is.RELATIVE, "who which whom whose"),
            (Is.BE, "is are was were be been being am get gets got"),
            (Is.AUXILIARY, "has had have did does do would will could can may might must"),
            (Is.ADVERB, "also later then now still even just once again soon often always never"
             " ever too not first earlier recently simply reportedly initially today yesterday"
             " instead quickly similarly however meanwhile thus himself herself themselves"
             " afterward afterwards repeatedly"),
            (Is.TIME, "monday tuesday wednesday thursday friday saturday sunday january february"
             " march april may june july august september october november december"),
            (Is.TITLE, "mr mrs ms dr prof professor sen senator rep representative gov governor"
             " president vice prime minister secretary gen staff general lt col capt sgt rev"
             " pastor sir"
             " lord lady king queen prince princess pope judge justice attorney mayor chief"
             " chairman chairwoman chancellor ambassador former presidential democratic"
             " republican congressman congresswoman sheriff officer detective coach defense"
             " foreign interior finance culture deputy speaker director secretary-general spokesman"
             " spokeswoman spokesperson adviser advisor aide negotiator envoy manager candidate"
             " nominee strategist pollster professor analyst lawyer leader head dictator premier"
             " commissioner treasurer lawmaker co-founder founder author writer editor economist"
             " journalist reporter correspondent anchor host executive ceo billionaire businessman"
             " mogul activist historian chair whip majority minority first acting assistant"
             " associate senior junior press communications campaign"),
            (Is.PARTICLE, "de da di del della der den van von bin ibn al el la le du dos das ter"),
            (Is.THAT, "that if whether how why what"),
            (Is.VERB, _VERBS),
            (Is.SUBORDINATE, "after before when while as because since although though if unless"
             " until where whereas once whenever so"),
            (Is.STOP, "but and or so yet now then the a an in on at by for from with after before"
             " when while as if because since although though this that these those it he she they"
             " we i you there here what who why how where which not no yes well still also however"
             " meanwhile instead one two some many most all another both each even just once"
             " later earlier today yesterday according during despite like of to only perhaps"
             " maybe indeed finally first second again though until unless whether his her their"
             " its my our your"),
            (Is.PERSON, _PERSONS),
            (Is.QUOTED, "quoted cited reported overheard recorded heard"),
            (Is.NAMING, "called titled entitled dubbed named labeled tagged branded"),
            (Is.OUTLET, _OUTLETS),
            (Is.BODY, _BODIES),
        )
    ),
    genders={"he": "m", "she": "f", "they": "p", "i": "i", "we": "i", "it": "p", "who": "p",
             "you": "i", "him": "m", "her": "f", "them": "p",
             "his": "m", "their": "p"},
    sources=(("according", "to"), ("in", "the", "words", "of"), ("as", "told", "by"),
             ("in", "the", "view", "of"), ("in", "the", "opinion", "of")),
    views=frozenset(("view", "opinion", "words")),
    abbreviations=listed(
        "mr mrs ms dr prof sen sens rep reps gov gen lt col capt sgt rev st jr sr vs inc corp co"
        " ltd no jan feb mar apr jun jul aug sept sep oct nov dec ill mass conn calif fla ga ky la"
        " mich minn miss mo n.y n.j u.s d.c pa tenn tex va wash wis ariz ark colo dept ave blvd"
        " maj adm amb messrs hon"
    ),
    possessive=("'s", "’s"),
    officials=listed(
        "officials delegates delegation negotiators authorities government ministry side"
        " diplomats envoys mediators spokesman spokeswoman embassy presidency administration"
        " leadership military army"
    ),
    relayed=frozenset(("by", "in")),
    men=frozenset(("mr", "sir", "lord", "king", "prince", "congressman", "chairman", "spokesman")),
    women=frozenset(("mrs", "ms", "miss", "lady", "queen", "princess", "congresswoman",
                     "chairwoman", "spokeswoman", "first lady")),
    phrasal={
        "shot": frozenset(("back",)), "fired": frozenset(("back",)), "hit": frozenset(("back",)),
        "pushed": frozenset(("back",)), "clapped": frozenset(("back",)),
        "pointed": frozenset(("out",)), "points": frozenset(("out",)),
        "went": frozenset(("on", "further")), "goes": frozenset(("on",)),
        "chimed": frozenset(("in",)), "cut": frozenset(("in",)), "broke": frozenset(("in",)),
        "called": frozenset(("out",)), "weighed": frozenset(("in",)), "lashed": frozenset(("out",)),
        "spoke": frozenset(("up", "out")), "wrote": frozenset(("back",)),
    },
    capital_times=True,
    by_form=_by_form,
)  # fmt: skip

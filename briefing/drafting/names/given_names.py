"""Given names that tell *he* from *she*, those of people in the news, by hand."""

from briefing.drafting.words.lexicon import listed

MEN = listed(
    """
    aaron abdul adam ahmad ahmed alain alan albert alejandro alexander alexandre alexei alexej
    alexey ali amir anatoly andrei andrej andres andrew andrey andrij andriy anthony antonio
    antony arthur barack ben benjamin bernard bernie bill bob boris brad brian bruce carl carlos
    charles chris christopher chuck daniel dave david denis dennis denys dick dmitri dmitrij
    dmitry dmytro donald doug eduard emmanuel emomali erdogan eric erik evan faisal francis
    francois frank franz fred friedrich gabriel gary gennady georg george gerhard gianni glenn
    greg gregory gustavo hakan hans harry hassan heiko helmut henry hossein howard hussein ian
    igor ihor ilham irakli isaac ismail ivan jack jacques jake james jared jason javier jean jeff
    jeffrey jens jeremy jerry jim joachim joe joel johann john jonathan jorge jose josef joseph
    josh joshua juan justin karim karl keir keith ken kenneth kevin khalid klaus konstantin kyrylo
    larry laurent leo leon leonid lloyd louis luis lukas marc marcel marco mario mark markus
    martin matt matthew max maxim mehmet michael michel miguel mike mikhail mohamed mohammad
    mohammed mustafa mykhailo nabih narendra nathan newt nicholas nicolas nikol nikolai nikolaj
    nikolaus nikos olaf oleg oleh oleksandr oleksii oleksiy omar oscar otto pablo patrick paul
    pavel pavlo pedro peter petr petro philip philippe pierre ralph randy raul recep reuven
    ricardo richard rick robert rod roger roman ron ronald rudolph rudy ruslan rustem ryan salman
    sam samuel sauli scott sean sebastian sergei sergej sergey sergii serhiy shimon simon
    stanislav stefan stephen steve steven tayyip ted terry thomas tim timothy tobias tom tony
    vadim valery vasily victor viktor vitali vitalij vladimir vladislav volker volodymyr walter
    will william winfried wladimir wolfgang wolodymyr xavier yair yasser yehuda yevgeny yitzhak yoav
    youssef yuri yves zalmay александр алексей анатолий андрей андрій антон аркадий борис вадим
    валерий василий виктор виталий владимир владислав володимир вячеслав віктор віталій геннадий
    георгий григорий данило денис дмитрий дмитро дональд евгений иван игорь илья константин леонид
    максим марк микола михаил михайло николай олег олександр олексій павел павло петр петро пётр
    роман руслан рустем сергей сергій станислав тарас федор фёдор эммануэль юрий юрій іван ігор
    """
)
"""Names of men, in lower case."""
WOMEN = listed(
    """
    abigail alexandra alice alina alison amanda amy ana andrea angela anita ann anna annalena anne
    annegret annie barbara beate beatrice bettina bridget brigitte camille carla carly carol
    caroline catherine cecile chantal charlotte chelsea cheryl christiane christine claire clara
    claudia condoleezza cristina daniela debbie deborah diana diane donna doris dorothy edith
    ekaterina elena elisabeth elise elizabeth ellen emily emma erna ester esther eva evelyn
    federica florence franziska gabriele gina giorgia gitta gloria hannah heather heidi helen
    helena helga hillary huma ilse ingrid irina iris iryna isabelle ivanka jacinda jane janet
    janice jeannine jennifer jessica jill joanne josephine joyce judith judy julia julie kaja
    kamala karen karin karoline katarina kate katherine kathleen kathy katie katja katrin kelly
    kellyanne kimberly kristin laura lauren laurence leila leyla linda lisa liudmyla loretta lori
    louise lucy ludmila madeleine maia margaret maria mariana marie marina marine marissa marta
    martha mary megan meghan melania melanie melinda merkel mia michele michelle monica monika
    nadia nancy naomi natalia natalie nathalie nicola nicole nina nora oksana olena olga olha
    pamela patricia petra rachel rania rebecca regina renate renee rita rosa roxana ruth sabine
    samantha sandra sanna sara sarah sheila shirley sigrid simone sofia sonja sophie stephanie
    susan susanne sylvia tamara tanja tatiana tatjana teresa theresa tina tulsi tzipi ulrike
    ursula valerie vanessa vera veronica veronika victoria viktoria virginia wendy yulia yvette
    yvonne zuzana александра алина анастасия анна валентина вера виктория вікторія галина дарина
    дарья евгения екатерина елена ирина катерина кристина ксения людмила марина мария марія
    наталия наталья наталія оксана олена ольга светлана світлана софия татьяна тетяна юлия юлія
    ірина
    """
)
"""Names of women, in lower case."""

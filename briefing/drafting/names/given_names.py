"""Given names that tell *he* from *she*, those of people in the news, by hand."""

from briefing.drafting.words.lexicon import listed

MEN = listed(
    """
    aaron abdul abe adam ahmad ahmed al alain alan albert alejandro alexander alexandre alexei
    alexej alexey ali amir anatoly andre andrei andrej andres andrew andrey andrij andriy anthony
    antonio antony armando arnold arthur arturo barack bashar ben benjamin benny bernard bernardo
    bernie bill billy binyamin bob bobby boris boutros brad brent bret brian bruce byron calvin
    carl carlos cesar chad charles chris christopher chuck clarence claude cliff clint colin
    cornel cory craig curtis cyrus damian dan daniel danny darren dave david denis dennis denys
    derek desmond dick dmitri dmitrij dmitry dmytro dominic don donald doug douglas duncan dustin
    dwight earl eddie edgar edmund eduard edward edwin elijah emmanuel emomali erdogan eric erik
    ernest ernesto eugene evan faisal felipe felix fernando florent floyd francis francisco
    francois frank franz fred freddie friedrich gabriel garry gary gene gennady geoffrey georg
    george gerald gerard gerhard gianni gilbert glen glenn gordon graham grant greg gregory
    gustavo guy hakan hans harold harry harvey hassan hector heiko helmut henry herbert herman
    hossein howard hugh hugo humayun hussein ian igor ihor ilham irakli isaac ismail ivan jack
    jacques jake jamal james jamie jared jason javier jean jeb jeff jeffrey jens jeremy jerome
    jerry jess jesse jim jimmy joachim joe joel joey johann john johnny jonas jonathan jordan
    jorge jose josef joseph josh joshua josé juan juergen julian julio justin karel karim karl
    keir keith ken kenneth kenny kevin khalid khizr kirk klaus konstantin kurt kyle kyrylo lance
    larry laszlo laurent lawrence lee leo leon leonid lester lewis lindsey lionel lloyd louis luis
    lukas luke mahmoud malcolm manuel marc marcel marco marcus mario mark markus martin marty
    martín mathew matt matthew maurice mauricio max maxim mehmet melvin merrick michael michel
    miguel mike mikhail milton mitch mitt mohamed mohammad mohammed morgan morris murray mustafa
    mykhailo nabih narendra nasser nathan neal ned neil newt nicholas nick nicolas nigel nikol
    nikolai nikolaj nikolaus nikos noah norman olaf oleg oleh oleksandr oleksii oleksiy oliver
    omar orrin oscar oswald otto pablo patrick paul pavel pavlo pedro percy perry peter petr petro
    phil philip philippe pierre rafael rahm ralf ralph ramon rand randall randy raul ray raymond
    raynard recep reginald reid reince reuven rex ricardo richard rick ricky rob robert rod rodney
    rodrigo roger roland roman ron ronald ronnie ross roy rudolph rudy rupert rush ruslan russell
    rustem ryan sadiq salman salvador sam samuel sandy sauli scott sean sebastian sergei sergej
    sergey sergii sergio serhiy seth shane sheldon sherrod shimon sid sidney simon spencer stan
    stanislav stanley stefan stephen steve steven stuart sylvester tad tayyip ted terry theodore
    thomas tim timothy tobias toby todd tom tommy tony travis trevor tucker ty vaclav vadim valery
    vasily vernon victor viktor vince vitali vitalij vladimir vladislav volker volodymyr walter
    wayne wesley wilbur will william willie winfried winston wladimir wolfgang wolodymyr xavier
    yair yasser yehuda yevgeny yitzhak yoav youssef yuri yves zach zalmay zbigniew александр
    алексей анатолий андрей андрій антон аркадий борис вадим валерий василий виктор виталий
    владимир владислав володимир вячеслав віктор віталій геннадий георгий григорий данило денис
    дмитрий дмитро дональд евгений иван игорь илья константин леонид максим марк микола михаил
    михайло николай олег олександр олексій павел павло петр петро пётр роман руслан рустем сергей
    сергій станислав тарас федор фёдор эммануэль юрий юрій іван ігор
    """
)
"""Names of men, in lower case."""
WOMEN = listed(
    """
    abby abigail ada adriana agnes alejandra alexandra alexis alice alicia alina alison allison
    amanda amy ana andrea angela angelina anita ann anna annalena anne annegret annette annie
    antonia arianna ashley audra audrey barbara beate beatrice bernadette bernice beth betsy
    bettina bonnie brenda brianne bridget brigitte camille candice carla carly carmen carol
    caroline carolyn cassandra catherine cathy cecile celeste celia chantal charlotte chelsea
    cheryl christiane christina christine cindy claire clara claudia colleen condoleezza connie
    constance courtney cristina crystal cynthia dana daniela danielle darlene dawn debbie deborah
    diana diane dianne dina dolores donna doris dorothy edith edna eileen ekaterina eleanor elena
    elisa elisabeth elise eliza elizabeth ella ellen elsa emilia emily emma erica erin erna ester
    esther eugenia eunice eva evelyn faith federica felicia fiona florence frances franziska
    gabriele gail galia gayle geraldine gertrude ghazala gina giorgia gitta gladys glenda gloria
    grace gretchen gwen hannah harriet heather heidi helen helena helga hillary hope huma ida ilse
    ingrid irene irina iris iryna isabel isabella isabelle ivanka jacinda jackie jan jane janelle
    janet janice jasmine jean jeanne jeannine jenna jennifer jenny jeri jessica jill joan joann
    joanne jodi josefina josephine joy joyce juanita judith judy julia juliana julie june kaja
    kamala karen karin karoline katarina kate katharine katherine kathleen kathryn kathy katie
    katja katrin kay kayla kelly kellyanne kimberly kirsten kristen kristin lara laura lauren
    laurence leah leila lena leslie leyla lillian linda lisa liudmyla lola lorena loretta lori
    lorraine louise lucia lucille lucy ludmila lydia lynn mabel madeleine madison maia marcia
    marcy margaret margot maria marian mariana marianne marie marilyn marina marine marisa marissa
    marlene marta martha mary maryam maureen maxine maya megan meghan melania melanie melinda
    melissa meredith merkel mia michele michelle mildred mindy miriam molly monica monika muriel
    myra nadia nan nancy naomi natalia natalie natasha nathalie naureen nellie nicola nicole nina
    nora oksana olena olga olha olivia paige pam pamela patricia patty paula pauline peggy
    penelope penny petra phyllis priscilla rachael rachel ramona randi rania raquel rebecca regina
    renate renee rhonda rita roberta robin rosa rosalind rosemary roxana roxanne ruby ruth sabine
    sabrina sally samantha samira sandra sanna sara sarah shannon sharon sheila shelly sherry
    shirley shonda sigrid silvia simone sofia sonia sonja sophie stacey stella stephanie sue susan
    susanne suzanne sylvia tamara tammy tanja tanya tara tatiana tatjana teresa terri theresa
    tiffany tina tracy trudy tulsi tzipi ulrike ursula valeria valerie vanessa velma vera veronica
    veronika victoria viktoria violet virginia vivian wanda wendy whitney wilma yolanda yulia
    yvette yvonne zoe zuzana александра алина анастасия анна валентина вера виктория вікторія
    галина дарина дарья евгения екатерина елена ирина катерина кристина ксения людмила марина
    мария марія наталия наталья наталія оксана олена ольга светлана світлана софия татьяна тетяна
    юлия юлія ірина
    """
)
"""Names of women, in lower case."""

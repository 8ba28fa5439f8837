"""Countries, and bodies that negotiate, as texts in five languages call them.

Compiled by hand. A row: ISO code or kind, slug, name to show, then the words of English, German,
French, Russian and Ukrainian, parted by `|`. `*` stands for any ending; `_` for a blank. Capitals
and seats of government stand for their country; so do the people and the adjective.
"""

ROWS = """
UA ukraine Ukraine | Ukraine Ukrainian Ukrainians Kyiv Kiev | Ukraine ukrainisch* Ukrainer* Kiew | Ukraine ukrainien* Ukrainien* Kiev Kyiv | Украин* украинск* украинец украинц* Киев* киевск* | Україн* українськ* українець українц* Києв* Київ київськ*
RU russia Russia | Russia Russian Russians Moscow Kremlin | Russland* russisch* Russe Russen Moskau* Kreml* | Russie russe* Russe* Moscou Kremlin | Росси* российск* русск* россиян* Москв* московск* Кремл* РФ | Росі* російськ* росіян* Москв* Кремл* РФ
US us United_States | United_States America American Americans Washington U.S. US USA White_House | USA US Vereinigte*_Staaten amerikanisch* Amerikaner* US-Präsident* US-Regierung* Washington* Weiß*_Haus* | États-Unis Etats-Unis américain* Américain* Washington Maison-Blanche Maison_Blanche | США Соединенн*_Штат* Соединённ*_Штат* Америк* американск* американц* Вашингтон* Бел*_дом* | США Сполучен*_Штат* Америк* американськ* Вашингтон* Біл*_дім
GB uk United_Kingdom | United_Kingdom Britain British Britons U.K. UK London Downing_Street | Großbritannien* britisch* Brite* Vereinigt*_Königreich* London* | Royaume-Uni Grande-Bretagne britannique* Britannique* Londres | Великобритани* британск* британц* Лондон* | Велик*_Британі* британськ* Лондон*
FR france France | France French Paris Élysée Elysee | Frankreich* französisch* Franzose* Paris Élysée | France français* Français* Paris Élysée Elysée Quai_d'Orsay | Франци* французск* француз* Париж* | Франці* французьк* француз* Париж*
DE germany Germany | Germany German Germans Berlin | Deutschland* deutsch* Deutsche* Berlin* Bundesregierung | Allemagne allemand* Allemand* Berlin | Германи* немецк* немц* ФРГ Берлин* | Німеччин* німецьк* німц* Берлін*
CN china China | China Chinese Beijing | China* chinesisch* Chinese* Peking* | Chine chinois* Chinois* Pékin | Кита* китайск* китайц* Пекин* | Кита* китайськ* Пекін*
IR iran Iran | Iran Iranian Iranians Tehran | Iran* iranisch* Iraner* Teheran* | Iran iranien* Iranien* Téhéran | Иран* иранск* Тегеран* | Іран* іранськ* Тегеран*
IL israel Israel | Israel Israeli Israelis Jerusalem Tel_Aviv | Israel* israelisch* Israeli* Jerusalem* | Israël israélien* Israélien* Jérusalem Tel-Aviv | Израил* израильск* израильтян* Иерусалим* Тель-Авив* | Ізраїл* ізраїльськ* Єрусалим* Тель-Авів*
PS palestine Palestine | Palestine Palestinian Palestinians Palestinian_Authority Ramallah | Palästina* palästinensisch* Palästinenser* | Palestine palestinien* Palestinien* | Палестин* палестинск* палестинц* | Палестин* палестинськ*
TR turkiye Türkiye | Turkey Türkiye Turkish Turks Ankara | Türkei türkisch* Türke Türken Ankara* | Turquie turc turcs turque turques Turcs Ankara | Турци* турецк* турк* Анкар* | Туреччин* турецьк* Анкар*
PL poland Poland | Poland Polish Poles Warsaw | Polen* polnisch* Warschau* | Pologne polonais* Polonais* Varsovie | Польш* польск* поляк* Варшав* | Польщ* польськ* Варшав*
BY belarus Belarus | Belarus Belarusian Belarusians Minsk | Belarus* belarussisch* belarusisch* Weißrussland* Minsk | Biélorussie Bélarus biélorusse* Minsk | Беларус* Белорусси* белорусск* Минск* | Білорус* білоруськ* Мінськ*
HU hungary Hungary | Hungary Hungarian Hungarians Budapest | Ungarn* ungarisch* Budapest* | Hongrie hongrois* Hongrois* Budapest | Венгри* венгерск* Будапешт* | Угорщин* угорськ* Будапешт*
IT italy Italy | Italy Italian Italians Rome | Italien* italienisch* Italiener* Rom | Italie italien* Italien* Rome | Итали* итальянск* | Італі* італійськ*
ES spain Spain | Spain Spanish Spaniards Madrid | Spanien* spanisch* Spanier* Madrid* | Espagne espagnol* Espagnol* Madrid | Испани* испанск* Мадрид* | Іспані* іспанськ* Мадрид*
SA saudi-arabia Saudi_Arabia | Saudi_Arabia Saudi Saudis Riyadh | Saudi-Arabien* saudisch* saudi-arabisch* Riad | Arabie_saoudite saoudien* Saoudien* Riyad | Саудовск*_Арави* саудовск* Эр-Рияд* | Саудівськ*_Араві* Ер-Ріяд*
QA qatar Qatar | Qatar Qatari Qataris Doha | Katar* katarisch* Doha | Qatar qatarien* qatari* Doha | Катар* катарск* Дох* | Катар* катарськ*
AE uae United_Arab_Emirates | United_Arab_Emirates UAE Emirati Emiratis Abu_Dhabi | Vereinigt*_Arabisch*_Emirat* Abu_Dhabi | Émirats_arabes_unis émirati* Abou_Dhabi | ОАЭ Объединенн*_Арабск*_Эмират* | ОАЕ
EG egypt Egypt | Egypt Egyptian Egyptians Cairo | Ägypten* ägyptisch* Ägypter* Kairo | Égypte Egypte égyptien* Égyptien* Caire | Егип* египетск* Каир* | Єгип* єгипетськ* Каїр*
SY syria Syria | Syria Syrian Syrians Damascus | Syrien* syrisch* Syrer* Damaskus | Syrie syrien* Syrien* Damas | Сири* сирийск* Дамаск* | Сирі* сирійськ* Дамаск*
LB lebanon Lebanon | Lebanon Lebanese Beirut | Libanon* libanesisch* Beirut | Liban libanais* Libanais* Beyrouth | Ливан* ливанск* Бейрут* | Ліван* ліванськ* Бейрут*
IQ iraq Iraq | Iraq Iraqi Iraqis Baghdad | Irak* irakisch* Iraker* Bagdad | Irak irakien* Irakien* Bagdad | Ирак* иракск* Багдад* | Ірак* іракськ* Багдад*
YE yemen Yemen | Yemen Yemeni Yemenis Sanaa | Jemen* jemenitisch* | Yémen yéménite* | Йемен* йеменск* | Ємен* єменськ*
JO jordan Jordan | Jordan Jordanian Jordanians Amman | Jordanien* jordanisch* | Jordanie jordanien* Jordanien* | Иордани* иорданск* | Йордані* йорданськ*
OM oman Oman | Oman Omani Omanis Muscat | Oman* omanisch* Maskat | Oman omanais* Mascate | Оман* оманск* Маскат* | Оман* оманськ*
KW kuwait Kuwait | Kuwait Kuwaiti Kuwaitis | Kuwait* kuwaitisch* | Koweït koweïtien* | Кувейт* кувейтск* | Кувейт* кувейтськ*
AF afghanistan Afghanistan | Afghanistan Afghan Afghans Kabul | Afghanistan* afghanisch* Afghane* Kabul* | Afghanistan afghan* Afghan* Kaboul | Афганистан* афганск* Кабул* | Афганістан* афганськ* Кабул*
PK pakistan Pakistan | Pakistan Pakistani Pakistanis Islamabad | Pakistan* pakistanisch* Islamabad | Pakistan pakistanais* Pakistanais* Islamabad | Пакистан* пакистанск* Исламабад* | Пакистан* пакистанськ* Ісламабад*
IN india India | India Indian Indians New_Delhi Delhi | Indien* indisch* Inder* Neu-Delhi | Inde indien* Indien* New_Delhi | Инди* индийск* индийц* Дели | Інді* індійськ* Делі
JP japan Japan | Japan Japanese Tokyo | Japan* japanisch* Japaner* Tokio | Japon japonais* Japonais* Tokyo | Япони* японск* японц* Токио | Японі* японськ* Токіо
KR south-korea South_Korea | South_Korea South_Korean South_Koreans Seoul | Südkorea* südkoreanisch* Seoul* | Corée_du_Sud sud-coréen* Séoul | Южн*_Коре* южнокорейск* Сеул* | Південн*_Коре* південнокорейськ* Сеул*
KP north-korea North_Korea | North_Korea North_Korean North_Koreans Pyongyang DPRK | Nordkorea* nordkoreanisch* Pjöngjang* | Corée_du_Nord nord-coréen* Pyongyang | КНДР Северн*_Коре* северокорейск* Пхеньян* | КНДР Північн*_Коре* північнокорейськ* Пхеньян*
TW taiwan Taiwan | Taiwan Taiwanese Taipei | Taiwan* taiwanisch* Taipeh | Taïwan taïwanais* Taipei | Тайван* тайваньск* | Тайван* тайванськ*
AM armenia Armenia | Armenia Armenian Armenians Yerevan | Armenien* armenisch* Armenier* Eriwan Jerewan | Arménie arménien* Arménien* Erevan | Армени* армянск* Ереван* | Вірмені* вірменськ* Єреван*
AZ azerbaijan Azerbaijan | Azerbaijan Azerbaijani Azerbaijanis Azeri Baku | Aserbaidschan* aserbaidschanisch* Baku | Azerbaïdjan azerbaïdjanais* Bakou | Азербайджан* азербайджанск* Баку | Азербайджан* азербайджанськ* Баку
GE georgia Georgia | Tbilisi Georgian Georgians | Georgien* georgisch* Tiflis | Géorgie géorgien* Tbilissi | Грузи* грузинск* Тбилиси | Грузі* грузинськ* Тбілісі
MD moldova Moldova | Moldova Moldovan Moldovans Chisinau | Moldau* moldauisch* Moldawien* Chișinău | Moldavie moldave* Chisinau | Молдав* Молдов* молдавск* Кишинев* Кишинёв* | Молдов* молдовськ* Кишинів
RS serbia Serbia | Serbia Serbian Serbs Belgrade | Serbien* serbisch* Serbe* Belgrad* | Serbie serbe* Serbe* Belgrade | Серби* сербск* Белград* | Сербі* сербськ* Белград*
BA bosnia Bosnia_and_Herzegovina | Bosnia_and_Herzegovina Bosnia Bosnian Bosnians Sarajevo | Bosnien_und_Herzegowina Bosnien* bosnisch* Bosnier* Sarajevo | Bosnie-Herzégovine Bosnie bosnien* Bosnien* Sarajevo | Босни*_и_Герцеговин* Босни* боснийск* Сараев* | Босні*_і_Герцеговин* Босні* боснійськ* Сараєв*
TT trinidad Trinidad_and_Tobago | Trinidad_and_Tobago Trinidad | Trinidad_und_Tobago Trinidad | Trinité-et-Tobago | Тринидад*_и_Тобаго Тринидад* | Тринідад*_і_Тобаго Тринідад*
XK kosovo Kosovo | Kosovo Kosovar Kosovars Pristina | Kosovo* kosovarisch* | Kosovo kosovar* Pristina | Косов* косовск* Приштин* | Косов* косовськ* Приштин*
GR greece Greece | Greece Greek Greeks Athens | Griechenland* griechisch* Grieche* Athen* | Grèce grec grecs grecque* Grecs Athènes | Греци* греческ* Афин* | Греці* грецьк* Афін*
CY cyprus Cyprus | Cyprus Cypriot Cypriots Nicosia | Zypern* zypriotisch* zyprisch* Nikosia | Chypre chypriote* Nicosie | Кипр* кипрск* Никоси* | Кіпр* кіпрськ* Нікосі*
NL netherlands Netherlands | Netherlands Dutch Hague | Niederlande* niederländisch* Den_Haag | Pays-Bas néerlandais* Néerlandais* Haye | Нидерланд* нидерландск* Гааг* | Нідерланд* нідерландськ* Гааг*
SE sweden Sweden | Sweden Swedish Swedes Stockholm | Schweden* schwedisch* Stockholm | Suède suédois* Stockholm | Швеци* шведск* Стокгольм* | Швеці* шведськ* Стокгольм*
FI finland Finland | Finland Finnish Finns Helsinki | Finnland* finnisch* Helsinki | Finlande finlandais* Helsinki | Финлянди* финск* Хельсинки | Фінлянді* фінськ* Гельсінкі
NO norway Norway | Norway Norwegian Norwegians Oslo | Norwegen* norwegisch* Oslo | Norvège norvégien* Oslo | Норвеги* норвежск* Осло | Норвегі* норвезьк* Осло
CH switzerland Switzerland | Switzerland Swiss Bern | Schweiz* schweizerisch* Bern | Suisse suisse* Berne | Швейцари* швейцарск* Берн* | Швейцарі* швейцарськ* Берн*
AT austria Austria | Austria Austrian Austrians Vienna | Österreich* österreichisch* Wien | Autriche autrichien* Vienne | Австри* австрийск* Вен* | Австрі* австрійськ* Відень
CA canada Canada | Canada Canadian Canadians Ottawa | Kanada* kanadisch* Kanadier* Ottawa | Canada canadien* Canadien* Ottawa | Канад* канадск* Оттав* | Канад* канадськ* Оттав*
MX mexico Mexico | Mexico Mexican Mexicans | Mexiko* mexikanisch* | Mexique mexicain* Mexicain* Mexico | Мексик* мексиканск* | Мексик* мексиканськ*
BR brazil Brazil | Brazil Brazilian Brazilians Brasilia | Brasilien* brasilianisch* | Brésil brésilien* Brasilia | Бразили* бразильск* | Бразилі* бразильськ*
VE venezuela Venezuela | Venezuela Venezuelan Venezuelans Caracas | Venezuela* venezolanisch* Caracas | Venezuela vénézuélien* Caracas | Венесуэл* венесуэльск* Каракас* | Венесуел* венесуельськ* Каракас*
CO colombia Colombia | Colombia Colombian Colombians Bogota Bogotá | Kolumbien* kolumbianisch* | Colombie colombien* Bogota | Колумби* колумбийск* | Колумбі* колумбійськ*
CU cuba Cuba | Cuba Cuban Cubans Havana | Kuba* kubanisch* Havanna | Cuba cubain* Havane | Куб* кубинск* Гаван* | Куб* кубинськ* Гаван*
ZA south-africa South_Africa | South_Africa South_African South_Africans Pretoria | Südafrika* südafrikanisch* Pretoria | Afrique_du_Sud sud-africain* Pretoria | ЮАР южноафриканск* Претори* | ПАР південноафриканськ*
ET ethiopia Ethiopia | Ethiopia Ethiopian Ethiopians Addis_Ababa | Äthiopien* äthiopisch* Addis_Abeba | Éthiopie éthiopien* Addis-Abeba | Эфиопи* эфиопск* | Ефіопі* ефіопськ*
ER eritrea Eritrea | Eritrea Eritrean Eritreans Asmara | Eritrea* eritreisch* | Érythrée érythréen* | Эритре* эритрейск* | Еритре* еритрейськ*
SD sudan Sudan | Sudan Sudanese Khartoum | Sudan* sudanesisch* Khartum | Soudan soudanais* Khartoum | Судан* суданск* Хартум* | Судан* суданськ* Хартум*
SS south-sudan South_Sudan | South_Sudan South_Sudanese Juba | Südsudan* südsudanesisch* | Soudan_du_Sud sud-soudanais* | Южн*_Судан* | Південн*_Судан*
SO somalia Somalia | Somalia Somali Somalis Mogadishu | Somalia* somalisch* Mogadischu | Somalie somalien* Mogadiscio | Сомали сомалийск* | Сомалі сомалійськ*
LY libya Libya | Libya Libyan Libyans Tripoli | Libyen* libysch* Tripolis | Libye libyen* Tripoli | Ливи* ливийск* Триполи | Лівії лівійськ*
CD dr-congo DR_Congo | DR_Congo DRC Congo Congolese Kinshasa | Kongo* kongolesisch* Kinshasa | RDC Congo congolais* Kinshasa | ДР_Конго Конго конголезск* | ДР_Конго Конго
RW rwanda Rwanda | Rwanda Rwandan Rwandans Kigali | Ruanda* ruandisch* Kigali | Rwanda rwandais* Kigali | Руанд* руандийск* | Руанд* руандійськ*
ML mali Mali | Mali Malian Malians Bamako | Mali malisch* Bamako | Mali malien* Bamako | Мали малийск* | Малі малійськ*
NG nigeria Nigeria | Nigeria Nigerian Nigerians Abuja | Nigeria* nigerianisch* | Nigéria Nigeria nigérian* Abuja | Нигери* нигерийск* | Нігері* нігерійськ*
KE kenya Kenya | Kenya Kenyan Kenyans Nairobi | Kenia* kenianisch* Nairobi | Kenya kényan* Nairobi | Кени* кенийск* Найроби | Кені* кенійськ*
ID indonesia Indonesia | Indonesia Indonesian Indonesians Jakarta | Indonesien* indonesisch* Jakarta | Indonésie indonésien* Jakarta | Индонези* индонезийск* | Індонезі* індонезійськ*
MM myanmar Myanmar | Myanmar Burma Burmese Naypyidaw | Myanmar* myanmarisch* | Birmanie birman* Myanmar | Мьянм* | М'янм*
PH philippines Philippines | Philippines Philippine Filipino Filipinos Manila | Philippinen philippinisch* Manila | Philippines philippin* Manille | Филиппин* филиппинск* | Філіппін* філіппінськ*
VN vietnam Vietnam | Vietnam Vietnamese Hanoi | Vietnam* vietnamesisch* Hanoi | Vietnam Viêt_Nam vietnamien* Hanoï | Вьетнам* вьетнамск* | В'єтнам* в'єтнамськ*
KZ kazakhstan Kazakhstan | Kazakhstan Kazakh Kazakhs Astana | Kasachstan* kasachisch* Astana | Kazakhstan kazakh* Astana | Казахстан* казахстанск* Астан* | Казахстан* казахстанськ*
TH thailand Thailand | Thailand Thai Thais Bangkok | Thailand* thailändisch* Bangkok | Thaïlande thaïlandais* Bangkok | Таиланд* таиландск* | Таїланд* таїландськ*
KH cambodia Cambodia | Cambodia Cambodian Cambodians Phnom_Penh | Kambodscha* kambodschanisch* | Cambodge cambodgien* | Камбодж* камбоджийск* | Камбодж* камбоджійськ*
bloc eu European_Union | European_Union EU Brussels European_Commission European_Council | EU Europäisch*_Union Europäisch*_Kommission EU-Kommission Brüssel* | Union_européenne UE Commission_européenne Bruxelles | ЕС Евросоюз* Европейск*_союз* Брюссел* Еврокомисси* | ЄС Євросоюз* Європейськ*_Союз* Брюссел* Єврокомісі*
organisation un United_Nations | United_Nations UN U.N. Security_Council | Vereint*_Nationen UN UNO UN-Sicherheitsrat* | Nations_unies ONU | ООН Совбез* | ООН Радбез*
bloc nato NATO | NATO | Nato NATO | Otan OTAN | НАТО | НАТО
bloc african-union African_Union | African_Union | Afrikanisch*_Union | Union_africaine | Африканск*_союз* | Африканськ*_Союз*
bloc arab-league Arab_League | Arab_League | Arabisch*_Liga | Ligue_arabe | Лиг*_арабск* | Ліг*_арабськ*
bloc g77 G-77_and_China | G-77/China G-77 Group_of_77 | G77 | G77 | |
organisation iaea IAEA | IAEA | IAEA IAEO Atomenergiebehörde | AIEA | МАГАТЭ | МАГАТЕ
organisation osce OSCE | OSCE | OSZE | OSCE | ОБСЕ | ОБСЄ
organisation icrc Red_Cross | Red_Cross ICRC | Rot*_Kreuz* IKRK | Croix-Rouge CICR | Красн*_Крест* МККК | Червон*_Хрест* МКЧХ
armed-group hamas Hamas | Hamas | Hamas | Hamas | ХАМАС* | ХАМАС*
armed-group hezbollah Hezbollah | Hezbollah Hizbollah Hizbullah | Hisbollah | Hezbollah | Хезболл* | Хезболл*
armed-group houthis Houthis | Houthi Houthis | Huthi Huthis | Houthi Houthis Houthistes | хусит* Хусит* | хусит* Хусит*
armed-group taliban Taliban | Taliban | Taliban | Talibans taliban* | Талибан* талиб* | Талібан* таліб*
armed-group m23 M23 | M23 | M23 | M23 | М23 | М23
armed-group rsf Rapid_Support_Forces | Rapid_Support_Forces RSF | RSF | FSR | |
"""

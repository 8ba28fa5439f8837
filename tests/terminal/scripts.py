"""Words on talks in the scripts of the world, for tests of what terminals show."""

SAMPLES = {
    "Latin with marks": "Cuộc đàm phán ngừng bắn thất bại",
    "Greek": "Οι συνομιλίες για την εκεχειρία",
    "Cyrillic": "Переговоры о прекращении огня",
    "Hebrew with points": "שִׂיחוֹת עַל הַפְסָקַת אֵשׁ",
    "Arabic with vowels": "مُحادَثاتُ وَقْفِ إطلاقِ النّار",
    "Persian": "گفت‌وگوهای آتش‌بس",
    "Persian with a joiner": "سال ۱۴۰۰ ه‍",
    "Devanagari": "युद्धविराम वार्ता विफल हुई",
    "Bengali": "যুদ্ধবিরতি আলোচনা ব্যর্থ",
    "Gurmukhi": "ਜੰਗਬੰਦੀ ਦੀ ਗੱਲਬਾਤ ਨਾਕਾਮ",
    "Gujarati": "યુદ્ધવિરામ વાટાઘાટો નિષ્ફળ",
    "Odia": "ଯୁଦ୍ଧବିରତି ଆଲୋଚନା ବିଫଳ",
    "Tamil": "போர் நிறுத்தப் பேச்சு தோல்வி",
    "Telugu": "కాల్పుల విరమణ చర్చలు విఫలం",
    "Kannada": "ಕದನ ವಿರಾಮ ಮಾತುಕತೆ ವಿಫಲ",
    "Malayalam": "വെടിനിർത്തൽ ചർച്ചകൾ പരാജയം",
    "Malayalam of old": "അവന്‍ അവര്‍ പറഞ്ഞു",
    "Sinhala": "ශ්‍රී ලංකා සටන් විරාම සාකච්ඡා",
    "Thai": "การเจรจาหยุดยิงล้มเหลว",
    "Lao": "ການເຈລະຈາຢຸດຍິງ",
    "Tibetan": "འཁྲུག་འཛིང་མཚམས་འཇོག",
    "Burmese": "အပစ်အခတ်ရပ်စဲရေး ဆွေးနွေးပွဲ",
    "Khmer": "កិច្ចចរចាបទឈប់បាញ់",
    "Ethiopic": "የተኩስ አቁም ድርድር",
    "Georgian": "მოლაპარაკება ცეცხლის შეწყვეტაზე",
    "Armenian": "Հրադադարի բանակցություններ",
    "Chinese": "停火谈判破裂，双方各执一词",
    "Japanese": "停戦交渉が決裂した",
    "Korean": "휴전 협상이 결렬되었다",
    "Javanese": "ꦥꦿꦸꦤ꧀ꦝꦶꦁꦒꦤ꧀",
}
"""By script, a few words each."""

NEWER_MARKS = frozenset(SAMPLES[name] for name in ("Sinhala", "Burmese", "Javanese"))
"""Words with marks or joiners that terminals with tables of Unicode 5.0 do not know."""

# ruff: noqa: E501  (a table reads best in few lines)
"""Texts that have hurt terminals, readers and people: what a hostile brief may hold.

Each text is short and different from all others. Where they come from: ECMA-48 and xterm's control
sequences, Trojan Source (CVE-2021-42574), Unicode TR 36, the lists of `less`, vim and NeoMutt, the
markup of Textual and Rich, and CommonMark.
"""

import unicodedata
from collections.abc import Iterator

ESC, CSI, OSC, ST, BEL = "\x1b", "\x1b[", "\x1b]", "\x1b\\", "\x07"

SEQUENCES = (
    # colours, which hide text or fake other lines
    f"{CSI}31mred{CSI}0m", f"{CSI}8mconcealed", f"{CSI}38;5;0;48;5;0mblack", f"{CSI}4:3mcurly",
    f"{CSI}38:2::1:2:3mcolon", f"{CSI}{'1;' * 300}1mlong", f"{CSI}7minverse{CSI}27m",
    # the cursor and what is on the screen
    f"{CSI}2J{CSI}H", f"{CSI}1;1H", f"{CSI}999B", f"{CSI}99999999999999999999C", f"{CSI}s{CSI}u",
    f"{CSI}3J", f"{CSI}K", f"{CSI}10L", f"{CSI}10M", f"{CSI}5@", f"{CSI}5P", f"{CSI}5X", f"{CSI}99b",
    f"{CSI}2;3r", f"{CSI}5S", f"{CSI}5T", f"{CSI}1d", f"{CSI}1G", f"{CSI}3g", f"{CSI}5I", f"{CSI}5Z",
    # modes
    f"{CSI}?1049h", f"{CSI}?1049l", f"{CSI}?25l", f"{CSI}?7l", f"{CSI}?1000h", f"{CSI}?1003;1006h",
    f"{CSI}?2004h", f"{CSI}?2026h", f"{CSI}?2031h", f"{CSI}?2048h", f"{CSI}?3h", f"{CSI}?5h",
    f"{CSI}20h", f"{CSI}4h", f"{CSI}!p", f"{CSI}>4;2m", f"{CSI}>1u", f"{CSI}=1;1u", f"{CSI}<u",
    f"{CSI}5 q", f'{CSI}1"q', f"{CSI}2*x",
    # answers that would be typed
    f"{CSI}6n", f"{CSI}c", f"{CSI}>c", f"{CSI}=c", f"{CSI}21t", f"{CSI}20t", f"{CSI}14t", f"{CSI}18t",
    f"{CSI}?2026$p", f"{CSI}?u", f"{CSI}x", f"{CSI}5n", f"{CSI}?996n", f"{ESC}P$qm{ST}",
    f"{ESC}P+q544e{ST}", f"{OSC}10;?{BEL}", f"{OSC}4;1;?{BEL}", f"{OSC}52;c;?{BEL}", "\x05",
    # windows
    f"{CSI}8;1;1t", f"{CSI}3;0;0t", f"{CSI}2t", f"{CSI}9;1t", f"{CSI}22;0t", f"{CSI}23;0t",
    # operating system commands
    f"{OSC}0;title{BEL}", f"{OSC}0;title{ST}", f"{OSC}2;title{BEL}", f"{OSC}2;never ended",
    f"{OSC}1;icon{BEL}", f"{OSC}4;1;rgb:ff/00/00{BEL}", f"{OSC}7;file:///etc{BEL}",
    f"{OSC}8;;http://evil.example{ST}click{OSC}8;;{ST}", f"{OSC}8;id=1;file:///etc/passwd{BEL}x",
    f"{OSC}9;notice{BEL}", f"{OSC}9;4;1;50{BEL}", f"{OSC}10;#000000{BEL}", f"{OSC}11;#000000{BEL}",
    f"{OSC}12;red{BEL}", f"{OSC}50;font{BEL}", f"{OSC}52;c;cm0gLXJmIH4K{BEL}",
    f"{OSC}52;p;cm0gLXJmIH4K{ST}", f"{OSC}52;c;!{BEL}", f"{OSC}104{BEL}", f"{OSC}133;A{BEL}",
    f"{OSC}777;notify;a;b{BEL}", f"{OSC}1337;File=inline=1:QQ=={BEL}", f"{OSC}1337;CopyToClipboard={BEL}",
    f"{OSC}633;E;rm{BEL}", f"{OSC}9001;x{BEL}",
    # strings: device control, application, privacy, start of string
    f"{ESC}Pq#0;2;0;0;0~{ST}", f"{ESC}P1;2|17/17{ST}", f"{ESC}Ptmux;{ESC}{ESC}]52;c;QQ=={BEL}{ST}",
    f"{ESC}P0;0;0{{x{ST}", f"{ESC}Pnever ended", f"{ESC}_Ga=T,f=100;QQ=={ST}", f"{ESC}_never ended",
    f"{ESC}^privacy{ST}", f"{ESC}Xstring{ST}", f"{ESC}kname{ST}",
    # single escapes
    f"{ESC}c", f"{ESC}7{ESC}8", f"{ESC}D", f"{ESC}E", f"{ESC}M", f"{ESC}H", f"{ESC}N{ESC}O", f"{ESC}=",
    f"{ESC}>", f"{ESC}(0lqk", f"{ESC})0", f"{ESC}n", f"{ESC}o", f"{ESC}|", f"{ESC}%G", f"{ESC}%@",
    f"{ESC}#8", f"{ESC}#3", f"{ESC} F", f"{ESC}l", f"{ESC}Z", f"{ESC}[", f"{ESC}]", ESC, ESC * 50,
    f"{ESC}[{ESC}[31m", f"{ESC}\n[31m", f"a{ESC}", f"{ESC}\u0301[31m", f"{ESC}\u200b[2J",
    # vim's and emacs' own lines, shells
    "\x16\x1b", "\x0f\x0e", "\x1d", "\x1e\x1f", "\x10\x11\x12\x13", "\x03\x04\x1a\x1c",
)  # fmt: skip
"""What a terminal obeys."""

EIGHT_BIT = (
    "\x9b31mred", "\x9b2J", "\x9b6n", "\x9d0;title\x9c", "\x9d52;c;QQ==\x07", "\x90$qm\x9c",
    "\x98string\x9c", "\x9eprivacy\x9c", "\x9fGa=T;QQ==\x9c", "\x84\x85\x88\x8d", "\x8e\x8f",
    "\u0085next line", "\xc2\x9b31m as two", "\x9b" * 40,
)  # fmt: skip
"""The same in one character (C1)."""

BIDI = (
    "\u202eevil\u202c", "\u202dover", "\u202aembed\u202c", "\u202bright\u202c", "\u2066isolate\u2069",
    "\u2067right\u2069", "\u2068first\u2069", "\u202e" * 60, "\u2069\u202c unopened", "access\u202e lvl",
    "\u200eleft mark", "\u200fright mark", "\u061carabic mark", "עברית and English", "العربية (1234)",
    "a\u202e\u2066b\u2069\u202c/* } */", "\u2067\u2066 nested \u2069\u2069", "فارسی\u200cها",
)  # fmt: skip
"""What turns the order of what is read."""

INVISIBLE = (
    "zero\u200bwidth", "\u200b" * 30 + "x", "join\u200der", "non\u200cjoiner", "word\u2060joiner",
    "\ufeffbyte order mark", "soft\u00adhyphen", "\u00ad" * 80 + "x", "mongolian\u180evowel",
    "hangul\u115ffiller", "hangul\u3164filler", "half\uffa0filler", "braille\u2800blank",
    "nothing\u2061applied", "invisible\u2062times", "sep\u2063arator", "plus\u2064", "\u206aswap",
    "\ufff9anchor\ufffaannotation\ufffb", "tag\U000e0001\U000e0065\U000e006e", "\U000e0020" * 30 + "x",
    "\U000e007fcancel", "variation\ufe0e", "variation\ufe0f", "selector\U000e0100", "line\u2028two",
    "paragraph\u2029two", "no-break\u00a0space", "narrow\u202fspace", "ideographic\u3000space",
    "figure\u2007space", "ogham\u1680space", "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008x",
    "khmer\u17b4vowel", "combining\u034fgrapheme", "shorthand\U0001bca0", "musical\U0001d173",
)  # fmt: skip
"""What is there and not seen."""

FLOODS = (
    "e" + "\u0301" * 500, "Z" + "\u0300\u0316\u0334\u0340" * 60, "\u0301alone", "a\u20ddb\u20e0",
    "\u0301" * 200, "ก" + "\u0e48" * 60, "น\u0e49\u0e33", "क" + "\u094d\u0937" * 30, "क्षि", "ஸ்ரீ",
    "ﷺ" * 20, "ᄀ" * 20 + "ᅡ" * 20 + "ᆨ" * 20, "\u1100\u1161\u11a8", "🏳" + "\ufe0f\u200d🌈" * 20,
    "👩" + "\u200d👩" * 60, "🇺" * 31, "a\u0489\u0488", "\U0001f3fb" * 10, "x\u0305" * 60, "\u0f77" * 20,
)  # fmt: skip
"""Marks upon marks, and clusters without end."""

WIDE = (
    "停火協議", "전쟁", "ｆｕｌｌ", "ﾊﾝｶｸ", "“ambiguous” § ° ± · × ÷", "①②③", "─│┌┐└┘█▒", "☎☂★♀♂", "…—–‘’",
    "👍🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇺🇦🇷🇺", "❤️", "❤", "1️⃣", "#️⃣", "☺️", "✈️", "⌚⏰", "🫠🫱🏿‍🫲🏻", "🧑🏾‍🚒", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "㊙️", "🅰️",
    "𠮷野家", "𝕬𝖇𝖈", "꧁꧂", "﷽", "ꙮ", "𒐫", "\U0001fae8", "\U0001f1e6x",
)  # fmt: skip
"""Where programs and terminals count cells differently."""

NO_CHARACTERS = (
    "\ue000private", "\uf8ff", "\U000f0000", "\U0010fffd", "\ufdd0", "\U0001fffe", "\U0010ffff",
    "\u0378unassigned", "\u2fe0", "\U000e0fff", "\U0003fffd", "\u05ff",
)  # fmt: skip
"""Code points that mean nothing, or something else on each machine."""

SURROGATES = (
    "\ud800alone", "alone\udfff", "\udc9b31m", "\udc1b", "\ud83d", "\udc4d\ud83d", "\udcff\udcfe",
)  # fmt: skip
"""Halves of characters, as JSON escapes and file names can make them."""

MARKUP = (
    "[/]", "[red]x", "[red]x[/red]", "[/red]", "[@click=app.quit]x[/]", "[@click=app.bell]x[/]",
    "[@click=app.screenshot('x.svg','/tmp')]x[/]", "[@click=app.suspend_process]x[/]", "[@click='x]",
    "[@]", "[@click]", "[@click=app.simulate_key('q')]k[/]", "[link=http://evil.example]x[/link]",
    "[link=http://evil.example", "[link='javascript:alert(1)']x[/]", "[#zzzzzz]", "[rgb(1,2)]x", "[50%]",
    "[$primary]x[/]", "[on red]x", "[b]bold[/b]", "[b", "b]", "[[b]]", "\\[b]", "\\\\[b]", "\\[red]x[/]",
    "[/nonsense]", "[/: x]", "[not bold]", "[reverse blink]x", "[auto on auto]x", "[]", "[ ]", "[!]",
    "[1]", "[^1]", "[^q1]", "[bold]" * 200, "[" * 300, "]" * 300, ":smile:", ":warning:", ":x::y:",
    "$primary", "{x}", "{0}", "{0.__class__}", "%s%n%x", "%(x)s", "${HOME}", "$(id)", "`id`", "f'{x}'",
)  # fmt: skip
"""What Textual, Rich and format strings take for theirs."""

NOTATION = (
    "\\", "\\\\", "\\x1b[31m", "\\u001b[31m", "\\033[31m", "^[[31m", "\\n", "C:\\new\\table", "a\\",
    "# heading", "## ", "- item", "* item", "1. item", "> quote", "```", "~~~", "---", "===", "***",
    "_", "__x__", "**x**", "*x", "![a](http://evil.example/x.png)", "[a](javascript:alert(1))",
    "[a](<b", "<script>alert(1)</script>", "<img src=x onerror=y>", "&lt;&#27;[31m", "<!--", "-->",
    "| a | b |", "|---|", "http://a." * 200, "www.evil.example", "a@b.example", "    indented", "<b>",
    "title: x", "- : -", "'", '"', "''", "!!python/object/apply:os.system [id]", "&a *a", "? x", "%YAML",
    "{", "}", "[1, {", ", ", "null", "~", "true", "0x1f", "1e400", ".nan", "=cmd|'/c calc'!A1", "-oProxy",
    "--help", "-", "../../etc/passwd", "/etc/passwd", "~/x", "file:///etc/passwd", "con", "nul.txt", "*?",
    "; rm -rf ~", "| sh", "&& id", "a\tb", "\t\t\t", "one\ntwo", "one\rtwo", "one\r\ntwo", "\rover",
    "a" + "\b" * 3 + "b", "a\vb", "a\fb", "a\x00b", "\x00", "a\x7fb", "\x7f" * 9, "\a" * 20, " ", "   ",
    " lead", "trail ", "x" * 5000, "wörter " * 400, "\n" * 50 + "x", "a\n" * 100, "'; DROP TABLE brief; --",
    '" OR 1=1', "MATCH 'x*'", "x NEAR/2 y", "((((", "party:", "saved:saved", "/(a+)+$/", "-" * 200,
)  # fmt: skip
"""What YAML, JSON, Markdown, shells, paths, SQL and queries take for theirs."""


def _controls() -> Iterator[str]:
    for code in (*range(0x20), *range(0x7F, 0xA0)):
        yield f"c{code:02x}{chr(code)}d"


CONTROLS = tuple(_controls())
"""Each of the 65 control characters alone."""

ALL = (
    *SEQUENCES, *EIGHT_BIT, *BIDI, *INVISIBLE, *FLOODS, *WIDE, *NO_CHARACTERS, *SURROGATES, *MARKUP,
    *NOTATION, *CONTROLS,
)  # fmt: skip
"""Every text."""


def is_control(character: str) -> bool:
    """Whether nothing that is printed may hold this character, newline and tab included."""
    category = unicodedata.category(character)
    return (
        category in ("Cc", "Cs")
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def controls_in(text: str) -> str:
    """Return the characters of some output that a terminal might obey; newlines are none."""
    return "".join(c for c in text if c != "\n" and is_control(c))

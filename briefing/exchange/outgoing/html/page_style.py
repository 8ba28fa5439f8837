"""The style of exported pages: light and dark, on paper, and without meaning by colour alone."""

STYLE = """\
:root{color-scheme:light dark;--ink:#1b1b1b;--back:#fff;--soft:#555;--line:#bbb;--link:#0645ad;
--hit:#fff2a8;--hit-ink:#1b1b1b;--warn:#8a1f11}
@media (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--back:#16181a;--soft:#b0b0b0;--line:#555;
--link:#8ab4f8;--hit:#5a4b00;--hit-ink:#fff;--warn:#ffb4a8}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0 auto;max-width:52rem;padding:1rem;background:var(--back);color:var(--ink);
font:1rem/1.55 Georgia,"Times New Roman",serif;overflow-wrap:anywhere}
h1,h2,h3,h4,h5,h6,nav,table,.facts,.mark{font-family:system-ui,sans-serif}
h1{font-size:1.7rem;line-height:1.25}
h2{font-size:1.35rem;border-bottom:1px solid var(--line);margin-top:2.2rem}
h3{font-size:1.12rem;margin-top:1.6rem}
h4,h5,h6{font-size:1rem;margin:1.2rem 0 .3rem}
a{color:var(--link)}
a:focus-visible,input:focus-visible,[tabindex]:focus-visible,summary:focus-visible{
outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-100vw}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:focus{left:1rem;background:var(--back);padding:.3rem}
.mark{display:inline-block;border:2px solid;padding:.1rem .5rem;margin:.2rem .4rem .2rem 0;
font-weight:700}
.facts{color:var(--soft);font-size:.9rem}
.records{list-style:none;padding:0}
.records .records{margin-top:.5rem;padding-left:1.2rem;border-left:2px solid var(--line)}
.records>li{margin:0 0 1rem}
.records p,.records blockquote{margin:.2rem 0}
.title{font-weight:700}
.key{font-family:ui-monospace,monospace;font-size:.85rem;color:var(--soft)}
blockquote{margin:.4rem 0;padding-left:1rem;border-left:3px solid var(--line)}
.aside{color:var(--warn)}
mark{background:var(--hit);color:var(--hit-ink);text-decoration:underline}
.number{font-family:system-ui,sans-serif;font-size:.8rem;color:var(--soft)}
:target,:target+mark{outline:2px solid var(--link);outline-offset:3px}
.scroll{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-size:.88rem}
caption{text-align:left;font-weight:700;padding:.3rem 0}
th,td{border:1px solid var(--line);padding:.3rem .5rem;vertical-align:top;text-align:left;
overflow-wrap:normal;min-width:6rem}
.date{white-space:nowrap}
pre{overflow-x:auto;border:1px solid var(--line);padding:.5rem}
label{display:block;font-family:system-ui,sans-serif}
input{font:inherit;width:100%;padding:.4rem;color:inherit;background:var(--back);
border:1px solid var(--soft)}
footer{margin-top:3rem;border-top:1px solid var(--line)}
@media print{:root{--ink:#000;--back:#fff;--soft:#333;--link:#000;--hit:#eee;--hit-ink:#000}
body{max-width:none;padding:0;font-size:10.5pt}
nav,.skip,.search{display:none}
a{text-decoration:none}
h1,h2,h3,h4{break-after:avoid}
.records>li,tr,blockquote{break-inside:avoid}
.scroll{overflow:visible}
article.brief+article.brief{break-before:page}}
"""
"""The style sheet of every page."""


def printed_mark(mark: str) -> str:
    """Return the rule that prints a handling mark on each sheet; empty without one."""
    letters = "".join(one for one in mark if one.isalnum() or one in ":+")
    return f'@page{{@top-center{{content:"{letters}"}}}}\n' if letters else ""

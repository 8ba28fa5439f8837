"""The search of a site: the words of each brief as data in the page, and a script."""

import re
from collections.abc import Iterable

from briefing.exchange.outgoing.html.html_text import element, escape
from briefing.exchange.outgoing.values.json_text import json_text
from briefing.model.rows import flatten
from briefing.view.brief.brief_view import BriefView

_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*")

SCRIPT = """\
"use strict";
(() => {
  const fold = text => text.normalize("NFKD").replace(/\\p{M}/gu, "").toLowerCase();
  const texts = JSON.parse(document.getElementById("words").textContent).map(fold);
  const rows = [...document.querySelectorAll("tbody tr")];
  const box = document.getElementById("search");
  const status = document.getElementById("found");
  const show = () => {
    const words = fold(box.value).split(/\\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, number) => {
      const hit = words.every(word => texts[number].includes(word));
      row.hidden = !hit;
      count += hit;
    });
    status.textContent = `${count} of ${rows.length} briefs`;
  };
  document.querySelector(".search").hidden = false;
  box.addEventListener("input", show);
  show();
})();
"""
"""Shows the rows whose brief has every word, or the beginning or a part of one, that is typed."""


def words_of_brief(view: BriefView) -> str:
    """Return the different words of a brief and its names, with spaces between them."""
    brief = view.brief
    texts = [brief.title, brief.id, brief.date, *brief.tags, *(row.text for row in flatten(brief))]
    texts += [party.name for party in brief.parties.values()]
    texts += [person.name for person in brief.people.values()]
    texts += [issue.title for issue in brief.issues.values()]
    return " ".join(dict.fromkeys(word for text in texts for word in _WORD.findall(text)))


def search_html(words: Iterable[str]) -> str:
    """Return the box for words, which the script shows, and the words of each row as data."""
    data = json_text(list(words)).replace("<", "\\u003c")
    label = element("label", escape("Words that a brief contains"), for_="search")
    box = '<input type="search" id="search" autocomplete="off">'
    found = element("p", "", id="found", role="status")
    return (
        f'<div class="search" role="search" hidden>{label}{box}{found}</div>\n'
        f'<script type="application/json" id="words">{data}</script>\n'
    )

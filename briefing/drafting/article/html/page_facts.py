"""What a page says of itself: title, date, publisher, address and language.

Read from JSON-LD (schema.org), OpenGraph, other `<meta>`, `<time>` and `<html lang>`.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urljoin

from briefing.drafting.article.html.elements import Element
from briefing.drafting.article.paragraphs import tidy
from briefing.loader import foreign_dates

_ARTICLES = re.compile(r"(?:\w*Article|\w*Posting|Report|\w*NewsArticle|Statement|PressRelease)")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article.published", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish-date", "publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "dc.date.created", "citation_publication_date", "cxenseparse:recs:"
    "publishtime", "rnews:datepublished", "date",
)  # fmt: skip
_NAMES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher",
          "copyright-holder", "cre", "citation_publisher")  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title", "citation_title")
_SAVED_FROM = re.compile(r"saved from url=\(\d{1,5}\)(\S{1,2000})|^\s*url:\s*(\S{1,2000})", re.M)
_SEPARATORS = re.compile(r"\s+[|–—·»:•-]\s+")
_AFTER_TITLE = re.compile(r"\s*[|–—·»•-]")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}")
_DEEPEST_JSON = 20
_MOST_NODES = 5_000
_LARGEST_JSON = 2_000_000
_LONGEST_NAME = 100


class PageFacts(NamedTuple):
    """What a page says of itself; each is empty if it does not."""

    title: str
    date: str
    publisher: str
    url: str
    lang: str


def page_facts(root: Element, comments: Sequence[str], saved_from: str) -> PageFacts:
    """Return what a page says of itself; `saved_from` is the address a program wrote beside it."""
    elements = list(root)
    meta = _meta(elements)
    url = _address(elements, meta, comments, saved_from)
    nodes = list(_json_nodes(elements))
    article = _main_node(nodes, url)
    publisher = _publisher(article, nodes, meta)
    title = _title(elements, meta, article, publisher)
    return PageFacts(title, _date(elements, meta, article), publisher, url, _lang(elements, meta))


def _meta(elements: Sequence[Element]) -> dict[str, str]:
    """Return the `<meta>` of a page by name in lower case; the first of two counts."""
    found: dict[str, str] = {}
    for element in elements:
        attributes = element.attributes
        if element.name == "meta" and (content := tidy(attributes.get("content", ""))):
            for key in ("property", "name", "itemprop", "http-equiv"):
                if name := attributes.get(key, "").strip().lower():
                    found.setdefault(name, content)
    return found


def _json_nodes(elements: Sequence[Element]) -> Iterator[dict[str, Any]]:
    """Yield the objects of the JSON-LD of a page, those within others too."""
    for element in elements:
        if element.name != "script" or "ld+json" not in element.attributes.get("type", ""):
            continue
        written = element.text()[:_LARGEST_JSON].strip().removesuffix(";")
        try:
            value = json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [(value, 0)]
    count = 0
    while waiting and count < _MOST_NODES:
        one, depth = waiting.pop()
        count += 1
        if isinstance(one, dict):
            yield one
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        if depth < _DEEPEST_JSON:
            waiting += [(item, depth + 1) for item in reversed([*inner])]


def _main_node(nodes: Sequence[dict[str, Any]], url: str) -> Mapping[str, Any]:
    """Return the object that describes the article: with the page's address, else the first."""
    articles = [node for node in nodes if _ARTICLES.fullmatch(_type(node))]
    named = (one for one in articles if url and url in (_id(one), _id(one.get("mainEntityOfPage"))))
    return next(named, None) or next(iter(articles), {})


def _type(node: Mapping[str, Any]) -> str:
    written = node.get("@type")
    if isinstance(written, list):
        written = next((one for one in written if _ARTICLES.fullmatch(str(one))), "")
    return str(written or "")


def _id(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else ""


def _text(value: Any) -> str:
    """Return a text of JSON-LD on one line; of a list the first."""
    if isinstance(value, list):
        value = next(iter(value), "")
    return tidy(value) if isinstance(value, str) else ""


def _publisher(
    article: Mapping[str, Any], nodes: Sequence[dict[str, Any]], meta: Mapping[str, str]
) -> str:
    value = article.get("publisher")
    value = next(iter(value), None) if isinstance(value, list) else value
    if isinstance(value, dict) and "name" not in value and (known := _id(value)):
        value = next((one for one in nodes if one.get("@id") == known and "name" in one), None)
    name = _text(value.get("name")) if isinstance(value, dict) else _text(value)
    found = next((meta[key] for key in _NAMES if meta.get(key)), "")
    chosen = name or found
    return "" if _ADDRESS.match(chosen) or len(chosen) > _LONGEST_NAME else chosen


def _title(
    elements: Sequence[Element], meta: Mapping[str, str], article: Mapping[str, Any], publisher: str
) -> str:
    headings = [tidy(one.text().replace("\n", " ")) for one in elements if one.name == "h1"]
    headings = [one for one in headings if one and one != publisher]
    named = next((meta[key] for key in _TITLES if meta.get(key)), "")
    if not named:
        titles = (tidy(one.text().replace("\n", " ")) for one in elements if one.name == "title")
        named = next(filter(None, titles), "")
    named = named or _text(article.get("headline"))
    for heading in headings:
        # A title in the head often ends with the site's name; "News" begins many.
        rest = named[len(heading) :]
        is_begun = named.lower().startswith(heading.lower())
        if not named or (is_begun and (not rest or _AFTER_TITLE.match(rest))):
            return heading
    return _without_site(named, publisher)


def _without_site(title: str, publisher: str) -> str:
    """Return a title without the name of its site behind it."""
    parts = list(_SEPARATORS.finditer(title))
    site = publisher.lower()
    for part in parts:
        rest = title[part.end() :].lower()
        if site and (rest.startswith(site) or (len(rest) > 3 and rest in site)):
            return title[: part.start()]
    if parts and parts[-1][0].strip() == "|" and len(title) - parts[-1].end() <= 30:
        return title[: parts[-1].start()]
    return title


def _date(elements: Sequence[Element], meta: Mapping[str, str], article: Mapping[str, Any]) -> str:
    """Return the day of publication, as it is written: no time zone moves it."""
    written = [_text(article.get("datePublished")), *(meta.get(name, "") for name in _PUBLISHED)]
    written += [
        one.attributes.get("datetime") or one.attributes.get("content", "")
        for one in elements
        if "datepublished" in one.attributes.get("itemprop", "").lower()
    ]
    times = [one for one in elements if one.name == "time"]
    marked = [one for one in times if "pubdate" in one.attributes]
    written += [one.attributes.get("datetime", "") for one in (*marked, *times[:1])]
    return next(filter(None, map(day_of, written)), "")


def day_of(written: str) -> str:
    """Return the day of a written date, `2025-06-02`; empty if it has none or is unclear."""
    try:
        found = foreign_dates.read(written.strip()[:100])
    except ValueError:
        return ""
    return found if re.fullmatch(r"\d{4}-\d{2}-\d{2}", found) else ""


def _address(
    elements: Sequence[Element], meta: Mapping[str, str], comments: Sequence[str], saved_from: str
) -> str:
    saved = [saved_from]
    for comment in comments:
        if match := _SAVED_FROM.search(comment):
            saved.append(match[1] or match[2])
    links = [
        one.attributes.get("href", "").strip()
        for one in elements
        if one.name == "link" and "canonical" in one.attributes.get("rel", "").lower().split()
    ]
    base = next((one for one in saved if _ADDRESS.fullmatch(one)), "")
    named = [*links, meta.get("og:url", ""), *saved]
    found = (_joined(base, one) for one in named if one)
    return next((one for one in found if _ADDRESS.fullmatch(one)), "")


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return ""


def _lang(elements: Sequence[Element], meta: Mapping[str, str]) -> str:
    written = [one.attributes.get("lang") or one.attributes.get("xml:lang", "")
               for one in elements if one.name == "html"]  # fmt: skip
    written += [meta.get("content-language", ""), meta.get("og:locale", ""),
                meta.get("dc.language", ""), meta.get("inlanguage", "")]  # fmt: skip
    for one in written:
        if _LANG.fullmatch(one.strip()):
            first, *rest = one.strip().replace("_", "-").split("-")
            return "-".join([first.lower(), *(x.upper() if len(x) == 2 else x for x in rest)])
    return ""

"""Articles in Markdown: front matter for what they say of themselves, prose without notation."""

from collections.abc import Iterator, Mapping

from markdown_it.token import Token

from briefing.drafting.article.article import Article
from briefing.drafting.article.languages import language_of
from briefing.drafting.article.paragraphs import blocks, joined
from briefing.loader import foreign_dates
from briefing.loader.plain_values import as_text
from briefing.loader.syntax import Record, front_matter
from briefing.text.clean import clean
from briefing.text.markdown_parser import parse

_PUBLISHERS = ("publisher", "site_name", "site", "source")
_ADDRESSES = ("url", "link", "source", "canonical_url", "source_url")
_BREAKS = ("softbreak", "hardbreak")


def markdown_article(text: str, original: bytes) -> Article:
    """Return the article of a text in Markdown."""
    front = front_matter.split(text)
    values = _front_values(text)
    body = clean(text[front.body :] if front else text)
    document = parse(body)
    paragraphs, heading = [], ""
    for is_heading, block in _blocks(document.tokens):
        heading = heading or (block if is_heading else "")
        paragraphs += blocks(block)
    paragraphs += blocks(document.rest)
    address = next((values[key] for key in _ADDRESSES if is_address(values.get(key, ""))), "")
    name = next((one for key in _PUBLISHERS if (one := values.get(key, ""))), "")
    return Article(
        text=joined(paragraphs), paragraphs=tuple(paragraphs),
        title=values.get("title") or heading, date=_date(values),
        publisher="" if is_address(name) else name, url=address,
        lang=values.get("lang") or values.get("language") or language_of(body),
        kind="markdown", original=original, left_out=(),
    )  # fmt: skip


def is_address(text: str) -> bool:
    """Whether a text is a web address."""
    return text.startswith(("http://", "https://")) and not any(map(str.isspace, text))


def _front_values(text: str) -> dict[str, str]:
    """Return the values of the front matter by key in lower case, each on one line."""
    front = front_matter.split(text)
    if front is None:
        return {}
    root, _ = front_matter.read(text, front)
    if not isinstance(root, Record):
        root = front_matter.lenient(text, front.start, front.end, front.notation)
    return {
        key.lower(): clean(as_text(value), line=True).strip() for key, value in root.values.items()
    }


def _date(values: Mapping[str, str]) -> str:
    by_name = {foreign_dates.key_of(key): value for key, value in values.items()}
    for name in foreign_dates.KEYS[: foreign_dates.KEYS.index("lastmod")]:
        try:
            if found := by_name.get(name, ""):
                return foreign_dates.read(found)
        except ValueError:
            pass  # a wrong date would be worse than none
    return ""


def _blocks(tokens: list[Token]) -> Iterator[tuple[bool, str]]:
    """Yield (is a heading, text) for each block that holds text; a row of a table is one."""
    row: list[str] | None = None
    heading = False
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield False, "\t".join(row or ())
            row = None
        elif token.type == "heading_open":
            heading = True
        elif token.type in ("fence", "code_block"):
            yield False, token.content
        elif token.type == "inline":
            text = "".join(_inline(token.children or []))
            if row is None:
                yield heading, text
            else:
                row.append(text)
            heading = False


def _inline(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in _BREAKS:
            yield "\n"
        elif token.type == "image":
            yield "".join(_inline(token.children or []))
        elif token.type == "footnote_ref":
            yield f"[^{token.meta.get('label', '')}]"
        elif token.type != "html_inline":
            yield token.content

"""Reading articles: the bytes of a file -> its text in paragraphs, and what it says of itself.

`read_article` reads plain text, Markdown, saved web pages (`html`), PDF (`pdf`) and .docx files.
Imports `evidence`, `loader`, `text` and `errors`.
"""

from briefing.drafting.article.article import Article, Kind
from briefing.drafting.article.reading import MAX_ORIGINAL, read_article

__all__ = ["MAX_ORIGINAL", "Article", "Kind", "read_article"]

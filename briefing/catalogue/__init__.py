"""What a store holds, in SQLite with full-text search; a cache that can be deleted at any time."""

from briefing.catalogue.reading import Catalogue
from briefing.catalogue.values import Found, Hit, ListRow, Marks, ProcessRow, Totals

__all__ = ["Catalogue", "Found", "Hit", "ListRow", "Marks", "ProcessRow", "Totals"]

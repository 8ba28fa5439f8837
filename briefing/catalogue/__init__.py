"""The cache of a store's contents in SQLite with full-text search; safe to delete at any time."""

from briefing.catalogue.reading import Catalogue
from briefing.catalogue.values import Found, Hit, ListRow, Marks, ProcessRow, Totals

__all__ = ["Catalogue", "Found", "Hit", "ListRow", "Marks", "ProcessRow", "Totals"]

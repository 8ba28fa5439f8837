"""What a store holds, in SQLite with full-text search; a cache that can be deleted at any time.

`Catalogue` is the entry; `search` answers queries, `index` brings it up to date, the other modules
are its tables. Imports `query`, `process`, `store` and what lies below.
"""

from briefing.catalogue.catalogue import Catalogue
from briefing.catalogue.values import Basis, Gap, Headline, Hit, ListRow, Marks, ProcessRow, Totals

__all__ = [
    "Basis", "Catalogue", "Gap", "Headline", "Hit", "ListRow", "Marks", "ProcessRow", "Totals",
]  # fmt: skip

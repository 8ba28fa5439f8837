"""What a store holds, in SQLite with full-text search; a cache that can be deleted at any time.

`Catalogue` is the entry; `search` answers queries (`search_results`), `index` brings it up to date,
the other modules are its tables. Imports `query`, `process`, `store` and what lies below.
"""

from briefing.catalogue.catalogue import Catalogue
from briefing.catalogue.values import Basis, Gap, Headline, ListRow, Marks, ProcessRow

__all__ = ["Basis", "Catalogue", "Gap", "Headline", "ListRow", "Marks", "ProcessRow"]

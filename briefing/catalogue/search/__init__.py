"""Search: the query's plan, candidate briefs, exact record filter, hits and snippets.

`session.find` starts a search; `search.Search` walks the briefs that answer it. Imports the tables
of `catalogue` and `query`, never `index`.
"""

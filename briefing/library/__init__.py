"""A store with its catalogue, as screens and commands see it: rows, views of briefs, boards.

It joins `store` (files), `catalogue` (their contents) and `user` (marks and notes), and knows no
terminal. It may import every room but those that show or write something.
"""

from briefing.library.library import Library

__all__ = ["Library"]

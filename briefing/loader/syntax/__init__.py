"""The bytes of one file -> a tree of texts, each with its exact position.

`parse` knows the notations (YAML, JSON, Markdown with front matter), not what a brief is. Imports
`loader.problems`, `text` and `errors`.
"""

from briefing.loader.syntax.notation import Notation, notation_of, parse
from briefing.loader.syntax.origin import origins
from briefing.loader.syntax.tree import Fault, Items, Lines, Node, Parsed, Record, Scalar, find

__all__ = [
    "Fault", "Items", "Lines", "Node", "Notation", "Parsed", "Record", "Scalar",
    "find", "notation_of", "origins", "parse",
]  # fmt: skip

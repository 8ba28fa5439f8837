"""Changes of single values in a file of a store; every other byte stays as it is.

`spliced` changes bytes, `changed_file` what a store holds. A change is made at the positions that
the parser reports, and is refused if the file, read again, says anything else than was meant.
Imports `store.files`, `loader`, `model`, `text` and `errors`; `suggestions` also `store.store`.
"""

from briefing.store.edits.change import Add, Change, EditRefused, Put, Remove, Value
from briefing.store.edits.edited_file import FileEdit, changed_file, restore, write
from briefing.store.edits.spliced import spliced

__all__ = [
    "Add", "Change", "EditRefused", "FileEdit", "Put", "Remove", "Value", "changed_file", "restore",
    "spliced", "write",
]  # fmt: skip

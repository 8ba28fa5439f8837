"""Files that a command changes: whole or not at all, and not a byte too many."""

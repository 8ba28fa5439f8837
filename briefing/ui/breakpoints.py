"""At which widths the main screen changes, for the screen and for what is painted before it."""

WIDE, ROOMY = 100, 140
"""Columns from which the list stands beside the brief, and from which it is wider."""
LIST_WIDTHS = {True: 48, False: 38}
"""Cells of the list beside a brief, on a roomy screen or not."""

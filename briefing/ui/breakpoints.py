"""The widths at which the main screen changes, shared with the first screen."""

WIDE, ROOMY = 100, 140
"""The least columns for the list beside the brief, and for a wider list."""
LIST_WIDTHS = {True: 48, False: 38}
"""Cells of the list beside a brief, on a roomy screen or not."""

"""At which widths the main screen changes, for the screen and for what is painted before it.

The widths of the list stand in the style sheet as well; a test holds the two together.
"""

WIDE, ROOMY = 100, 140
"""Columns from which the list stands beside the brief, and from which it is wider."""
LIST_WIDTHS = {True: 48, False: 38}
"""Cells of the list beside a brief, its border included: on a roomy screen or not."""

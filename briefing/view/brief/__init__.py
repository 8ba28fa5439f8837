"""A brief and a width -> rows of styled spans: what `show` prints and what the panes draw.

`panes.page_of` lays out one pane. Nothing is imported here, because the first screen needs only a
few of these modules. Pure; imports `view`, `model`, `evidence` and what lies below.
"""

"""Keys in the order in which they were pressed, and what they say: commands, a line to type in.

Textual's own bindings are not used: there a letter overtakes the Enter before it. May import what
lies below `ui`, the widgets, and `background` and `options`; knows no screen of ours.
"""

"""The main screen and its parts, each with the actions of some commands.

`reading_screen` holds the state, which is all that a part knows of the screen: it is tested without
a terminal. May import `screens`, `input`, `widgets`, and what lies below `ui`.
"""

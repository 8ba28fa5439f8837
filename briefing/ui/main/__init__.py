"""The main screen and its parts, each with the actions of some commands.

A part knows of the screen what `protocols` says, so that it is tested without a terminal. May
import `screens`, `input`, `widgets`, and what lies below `ui`; only `screen` knows the others.
"""

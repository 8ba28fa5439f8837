"""The main screen, and the objects that it is made of: each does what some commands stand for.

Each knows of the screen what its own `Host` says, so that it is tested without a terminal. May
import `screens`, `input`, `widgets`, and what lies below `ui`; only `screen` knows the others.
"""

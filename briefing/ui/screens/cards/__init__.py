"""Screens that show one thing whole and wait for a key."""

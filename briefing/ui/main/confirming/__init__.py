"""Confirming what a program suggested, in the reader."""

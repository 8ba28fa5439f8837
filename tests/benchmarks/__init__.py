"""Measurements, run by hand: figures that depend on the machine are no tests."""

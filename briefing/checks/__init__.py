"""Checks beyond a single value: names, evidence, prose, and references between briefs."""

"""Quotations of a text and the words for who spoke them: marks, tokens, clauses, rules; linear."""

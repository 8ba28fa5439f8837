"""The words that the rules of attribution know, one module a language."""

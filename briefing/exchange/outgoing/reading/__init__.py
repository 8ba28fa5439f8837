"""A brief laid out for reading, before any notation: sections of entries, names resolved."""

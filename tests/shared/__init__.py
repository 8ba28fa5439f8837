"""The shared store, against a real PostgreSQL."""

"""The database: its address, connections to it, its tables and who may see what."""

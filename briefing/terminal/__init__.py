"""The layer between the interface and the terminal: sends only changed cells."""

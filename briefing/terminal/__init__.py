"""What stands between the interface and the terminal: send only the cells that changed."""

"""The program in a pseudo-terminal: started, pressed, resized, signalled, and looked at."""

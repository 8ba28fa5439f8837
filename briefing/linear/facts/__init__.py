"""What is read, in lines of one fact each, every line beginning with what it is. Pure."""

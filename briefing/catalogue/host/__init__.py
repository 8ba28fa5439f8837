"""One catalogue for all readers of a host: made and looked after by one account."""

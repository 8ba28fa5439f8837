"""What is new in a store since a day: what moved, and on whose word, for mail."""

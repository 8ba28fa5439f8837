"""CSV -> briefs, by a map that says which columns make which fields."""

"""Records of candidate briefs -> hits: read many at a time, and filtered exactly."""

"""What is wrong with briefs beyond one value: names, evidence, prose, and one brief with others."""

"""How well drafts name speakers, and what they cost: `python -m tests.benchmarks drafting`."""

from tests.benchmarks.drafting.figures import figures

__all__ = ["figures"]

"""What the person did: read marks, stars, tags, notes, places and searches, outside every store.

Every change is on disk when its method returns, in one transaction, so that neither a lost
connection nor a second reader at the same time can lose it. Where nothing can be saved, all of it
still works until the reader ends, and `State.warning` says why.
"""

from briefing.state.disk import FILE, state_path
from briefing.state.marks import Place, State

__all__ = ["FILE", "Place", "State", "state_path"]

"""What a person did: read marks, stars, tags, notes and searches, outside every store.

Every change is on disk when its method returns, in one transaction, so that neither a lost
connection nor a second reader at the same time can lose it. Where nothing can be saved, all of it
still works until the reader ends, and `State.warning` says why. Imports `paths`, `sqlite`, `text`.
"""

from briefing.user.state.disk import state_path
from briefing.user.state.state import Note, State, Step, iso_time

__all__ = ["Note", "State", "Step", "iso_time", "state_path"]

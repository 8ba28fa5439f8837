"""Text for Textual, made as wide for it as it is on the terminal.

Textual measures text by Rich's tables, which give spacing marks no cell, and lag behind Unicode.
"""

from rich.cells import cell_len

from briefing.text.width import FILLER, JOINER, clusters, is_mark, is_narrow


def filled(text: str) -> str:
    """Return displayable text with fillers for all cells that Textual does not count.

    Marks that are newer than Rich's tables are left out: it would give them cells.
    """
    if is_narrow(text):
        return text
    return "".join(_filled_cluster(cluster, size) for cluster, size in clusters(text))


def _filled_cluster(cluster: str, size: int) -> str:
    uncounted = size - cell_len(cluster)
    if uncounted < 0:
        cluster = "".join(each for each in cluster if not (is_mark(each) and cell_len(each)))
        uncounted = size - cell_len(cluster)
    return cluster + FILLER * (uncounted + cluster.endswith(JOINER))

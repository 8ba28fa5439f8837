"""How long a process of 500 rounds takes to open: `python -m tests.benchmarks process`.

Everything is counted to a screenful of cells, first from rows in memory, then from a catalogue on
disk as the program has it (making the store takes half a minute). Beside each stands how many
passes over the rows it takes, where a pass only looks at each row's issues.
"""

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.catalogue.processes import load_process
from briefing.model.rows import Names, Row
from briefing.process import Matrix, Process, Round, changes, ledger
from briefing.store.store import Store
from briefing.view.board import Board, matrix_board, moves_board, process_board, timeline_board
from tests.benchmarks.report import Figure, Plan, processor
from tests.tools.process_from_briefs import of_rows

ROUNDS, ISSUES, PARTIES = 500, 200, 200
EACH = 20
"""Issues that one round raises."""
TIMES = 7
STANCES = ("proposes", "demands", "supports", "accepts", "conditional", "rejects", "unreported")


def rounds(count: int) -> list[Round]:
    """Return so many monthly rounds."""
    return [
        Round(f"talks-{n}", n + 1, f"{1980 + n // 12}-{n % 12 + 1:02}-01", f"Round {n + 1}")
        for n in range(count)
    ]


def rows(count: int, issues: int, parties: int, each: int) -> Iterator[Row]:
    """Yield the records of `count` rounds, each of which raises `each` of the issues."""
    chance = random.Random(1)
    for number in range(count):
        brief = f"talks-{number}"
        yield Row(brief, "summary", "summary", text="They met.")
        for n, issue in enumerate(chance.sample(range(issues), each)):
            slug = (f"issue-{issue}",)
            who = [f"party-{p}" for p in chance.sample(range(parties), 3)]
            yield Row(brief, f"q{n}", "quote", slug, who[0], "x", text="We shall see.")
            if n % 3 == 0:
                yield Row(brief, f"a{n}", "agreement", slug, parties=tuple(who), text="Agreed.",
                          attested_by=tuple(who[: 1 + n % 2]), amount=f"{n}")  # fmt: skip
                continue
            yield Row(brief, f"d{n}", "disagreement", slug, status="open", text="How?")
            for party in who:
                yield Row(brief, f"d{n}/{party}", "position", slug, party,
                          stance=chance.choice(STANCES), text="So and so.")  # fmt: skip


def screenful(board: Board, height: int = 40, width: int = 12) -> None:
    """Work out the cells that a large terminal shows at the board's lower right end."""
    for row in range(max(0, board.height - height), board.height):
        for column in range(max(0, board.width - width), board.width):
            board.at(row, column)


def brief_of(item: Round, records: Sequence[Row]) -> dict[str, Any]:
    """Return a round and its records as a brief of the format."""
    issues = dict.fromkeys(issue for row in records for issue in row.issues)
    parties = dict.fromkeys(p for row in records for p in (row.party, *row.parties) if p)
    data: dict[str, Any] = {
        "title": item.title, "date": item.date, "summary": "They met.", "process": "talks",
        "round": item.number,
        "issues": {issue: issue.title() for issue in issues},
        "parties": {party: {"name": party.title()} for party in parties},
        "agreements": {}, "disagreements": {}, "quotes": {},
    }  # fmt: skip
    for row in records:
        common = {"issue": row.issues[0], "text": row.text} if row.issues else {}
        if row.kind == "agreement":
            data["agreements"][row.key] = common | {
                "parties": row.parties, "attested_by": row.attested_by, "amount": row.amount,
            }  # fmt: skip
        elif row.kind == "disagreement":
            data["disagreements"][row.key] = {
                "issue": row.issues[0], "question": row.text, "positions": {},
            }  # fmt: skip
        elif row.kind == "position":
            positions = data["disagreements"][row.key.partition("/")[0]]["positions"]
            positions[row.party] = {"stance": row.stance, "text": row.text}
        elif row.kind == "quote":
            data["quotes"][row.key] = {
                "who": row.party, "text": row.text, "kind": "paraphrase", "issues": row.issues,
            }  # fmt: skip
    return data


def catalogue_of(folder: Path, columns: list[Round], records: list[Row]) -> Catalogue:
    """Write the briefs below `folder` and return their catalogue."""
    store = folder / "store"
    store.mkdir()
    by_brief: dict[str, list[Row]] = {}
    for row in records:
        by_brief.setdefault(row.brief, []).append(row)
    for item in columns:
        data = brief_of(item, by_brief[item.brief])
        (store / f"{item.brief}.json").write_text(json.dumps(data), encoding="utf-8")
    catalogue = Catalogue.open(store, cache=folder / "cache")
    refresh.refresh(catalogue, Store(store), progress=None, cancelled=lambda: False)
    return catalogue


def in_memory(columns: list[Round], records: list[Row]) -> dict[str, Callable[[], object]]:
    """Return what is timed on rows that have been read."""
    process = of_rows("talks", columns, records, Names())
    last = len(process.rounds) - 1

    def opened() -> Process:
        return of_rows("talks", columns, records, Names())

    return {
        "open": opened,
        "open, and a screenful of issues × rounds": lambda: screenful(process_board(opened())),
        "open, and a screenful of the matrix": lambda: screenful(matrix_board(Matrix(opened()))),
        "a further screenful": lambda: screenful(process_board(process)),
        "what moved since the last round": lambda: moves_board(
            process, last - 1, last, changes(process, last - 1, last)
        ),
        "the whole ledger": lambda: ledger(process),
        "the whole timeline": lambda: timeline_board(process),
    }


def on_disk(catalogue: Catalogue) -> dict[str, Callable[[], object]]:
    """Return what is timed on a catalogue."""

    def opened() -> Process:
        return load_process(catalogue, "talks")

    def moved() -> object:
        process = opened()
        last = len(process.rounds) - 1
        return moves_board(process, last - 1, last, changes(process, last - 1, last))

    return {
        "stored: open": opened,
        "stored: open, and issues × rounds": lambda: screenful(process_board(opened())),
        "stored: open, and the matrix": lambda: screenful(matrix_board(Matrix(opened()))),
        "stored: open, and what moved": moved,
        "stored: open, and the timeline": lambda: timeline_board(opened()),
    }


def figures(plan: Plan) -> Iterator[Figure]:
    """Time each board, in memory and on disk; the sizes of stores do not matter to it."""
    columns = rounds(ROUNDS)
    records = list(rows(ROUNDS, ISSUES, PARTIES, EACH))
    unit = processor(lambda: [row.issues for row in records], TIMES)
    yield Figure(f"one pass over {len(records):,} rows", unit)
    with tempfile.TemporaryDirectory(dir=plan.folder) as folder:
        stored = on_disk(catalogue_of(Path(folder), columns, records))
        for name, act in (in_memory(columns, records) | stored).items():
            taken = processor(act, TIMES)
            most = 100 if name in stored else None
            yield Figure(name, taken, most=most, beside={"passes": taken / unit})

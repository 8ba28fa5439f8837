"""A store of one process with many parties and issues, as boards are hard pressed by."""

from pathlib import Path

PARTIES = (
    "Aland", "Borduria", "Costaguana", "Dinotopia", "Elbonia", "Freedonia",
    "Genovia", "Hyrkania", "Ixania", "Jumanji", "Kreplachistan", "Latveria",
)  # fmt: skip
ISSUES = (
    "Fisheries in the northern strait", "Salt", "Transit of grain", "Prisoners of war",
    "The border at Hill 41", "Demining", "Visas", "Joint commission", "Water of the upper river",
    "Tariffs", "Customs posts", "Flights", "Air defence", "Missing persons", "Schools",
    "Minority languages", "Sanctions", "Reconstruction", "Energy", "Guarantees of security",
)  # fmt: skip
STANCES = ("accepts", "rejects", "proposes", "demands", "supports", "conditional", "unreported")
PROCESS = "strait-talks"


def write_process(
    folder: Path, *, parties: int = 12, issues: int = 20, rounds: int = 3, slug: str = PROCESS
) -> Path:
    """Write a brief for each round of the process, with a position of each party on each issue.

    The stance changes from round to round, and each position says which round it is of.
    """
    for number in range(1, rounds + 1):
        brief = "\n".join(_brief(slug, number, PARTIES[:parties], ISSUES[:issues]))
        (folder / f"{slug}-{number}.yaml").write_text(brief + "\n", encoding="utf-8")
    return folder


def _brief(slug: str, number: int, parties: tuple[str, ...], issues: tuple[str, ...]) -> list[str]:
    lines = [
        "brief: 1", f"id: {slug}-{number}", f"title: Round {number} of the {slug}",
        f"date: 2025-0{number}-10", f"process: {slug}", f"round: {number}",
        f"summary: The parties met for the {number}. time.", "parties:",
        *(f"  {name.lower()}: {{name: {name}}}" for name in parties), "issues:",
        *(f"  i{at}: {title}" for at, title in enumerate(issues, 1)), "disagreements:",
    ]  # fmt: skip
    for at, title in enumerate(issues, 1):
        lines += [f"  d{at}:", f"    issue: i{at}", f"    question: What about {title}?",
                  "    positions:"]  # fmt: skip
        for place, name in enumerate(parties):
            stance = STANCES[(at + place + number * (place % 3)) % len(STANCES)]
            words = (
                f"{name} holds in round {number} that {title} must be settled first, and fairly."
            )
            lines.append(f'      {name.lower()}: {{stance: {stance}, text: "{words}"}}')
    return lines

"""What does it cost to load and check a rulebook of 1,000 rules with a directory of 5,000 people?

    python benchmarks/rulebook.py [RULES PEOPLE]

The folder is written anew: the shipped one, with that many rules (each for a state and role of its own) and that many
people in 500 roles. A tenth of it is asked in turn within the same run, so that a busy machine disturbs both alike; the
fastest counts. The goal is under a second on a quiet machine; the bar is no more than 15 times what a tenth takes (it
grows with its size).
Mails are tried out once whatever the size, and only those that somebody has changed: that is told apart, for a folder
whose layout is its own, so that all are tried.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from shutil import copytree
from time import process_time

from engine.checking import check_folder
from engine.rulebooks import Folder, compile_book, load_folder

CONFIG = Path(__file__).parents[1] / "config"
ROUNDS, GOAL_SECONDS, BAR_RATIO = 5, 1.0, 15.0
ROLES = 500


def main(rules: int = 1_000, people: int = 5_000) -> int:
    """Prints the times; 1 where the bar is missed."""
    with tempfile.TemporaryDirectory() as base:
        large = written(Path(base) / "large", rules, people)
        small = written(Path(base) / "small", rules // 10, people // 10)
        times: dict[Path, list[float]] = {large: [], small: []}
        for _ in range(ROUNDS):
            for folder, those in times.items():
                those.append(seconds(folder))
        mails = mail_seconds(large)
    best, tenth = min(times[large]), min(times[small])
    ratio = best / tenth
    print(
        f"{rules:,} rules, {people:,} people: {best * 1000:.0f} ms; a tenth: {tenth * 1000:.0f} ms; ratio {ratio:.1f}"
    )
    print(f"trying out every mail in every state, once: {mails * 1000:.0f} ms")
    print(f"goal: under {GOAL_SECONDS:.0f} s; bar: ratio at most {BAR_RATIO:.0f}")
    return int(ratio > BAR_RATIO)


def seconds(folder: Path) -> float:
    """Processor time of loading, checking and compiling the folder."""
    started = process_time()
    compiled(load_folder(folder))
    return process_time() - started


def compiled(folder: Folder) -> None:
    """The book that rules run on."""
    compile_book(folder, *folder.people.values("standard"), "1")


def mail_seconds(folder: Path) -> float:
    """What the mails alone take."""
    layout = folder / "templates" / "_layout.html"
    layout.write_text(layout.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    started = process_time()
    check_folder(folder)
    return process_time() - started - seconds(folder)


def written(folder: Path, rules: int, people: int) -> Path:
    """A folder of that size."""
    copytree(CONFIG, folder)
    (folder / "tests.yaml").unlink()
    for plan in (folder / "plans").glob("*.yaml"):
        plan.unlink()
    text = (folder / "rulebook.yaml").read_text(encoding="utf-8").replace("include: [tests.yaml]", "include: []")
    states = ("planned", "in_progress", "waiting", "at_risk")
    more = [
        f"  - {{name: regel {n}, when: {{state: [{states[n % 4]}], role: r{n % ROLES}, "
        f"due_in: {{max: {n % 90 + 1}d}}}}, ladder: standard}}\n"
        for n in range(rules)
    ]
    start = text.index("rules:\n") + len("rules:\n")
    (folder / "rulebook.yaml").write_text(text[:start] + "".join(more) + text[start:], encoding="utf-8")
    roles = "".join(f"  r{n}: {{label: Rolle {n}, aliases: [Rolle nr. {n}]}}\n" for n in range(ROLES))
    path = folder / "roles.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + roles, encoding="utf-8")
    path = folder / "people.yaml"
    listed = "".join(
        f"  p{n}: {{name: Person {n}, email: p{n}@example.org, roles: [r{n % ROLES}], "
        f"away: [{{from: 2027-07-01, to: 2027-07-31, deputy: p{(n + 1) % people}}}]}}\n"
        for n in range(people)
    )
    path.write_text(f"version: 1\npeople:\n{listed}", encoding="utf-8")
    return folder


if __name__ == "__main__":
    sys.exit(main(*(int(a) for a in sys.argv[1:])))

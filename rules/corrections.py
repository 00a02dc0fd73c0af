"""Which reading of a deadline text counts: decided > corrected by a person > machine. Public names: folded_text,
correction_for, chosen, Chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rules.deadline.reading import Reading
from rules.governance import Correction
from rules.model import Measure, ReadingFrom
from rules.questions import PROPOSED, TEXT_CHANGED, kept, without


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reading that counts, where it is from, and questions that stay or arise with it."""

    reading: Reading
    source: ReadingFrom
    questions: tuple[str, ...] = ()


def folded_text(text: str) -> str:
    """A deadline text for comparing: case and spaces do not count."""
    return " ".join(text.casefold().split())


def correction_for(measure: str, text: str, corrections: Iterable[Correction]) -> Correction | None:
    """The newest correction of this text: of the measure itself, else of the text wherever it stands."""
    fit = [c for c in corrections if folded_text(c.text) == folded_text(text) and c.measure in (None, measure)]
    return max(fit, key=lambda c: (c.measure is not None, c.at, c.uid), default=None)


def chosen(
    measure: str,
    text: str,
    was: Measure | None,
    corrections: Iterable[Correction],
    machine: Callable[[], Reading],
) -> Chosen:
    """The reading of a text in a new version of the plan. An unchanged text keeps its stored reading, whatever a newer
    program would read; a changed text that a person had answered is a question, and her answer stands."""
    if was is not None and folded_text(was.deadline_text) == folded_text(text):
        return Chosen(was.reading, was.reading_from, kept(was.questions, same_text=True))
    held = kept(was.questions, same_text=False) if was is not None else ()
    found = correction_for(measure, text, corrections)
    if was is not None and (was.reading_from == "decision" or (was.reading_from == "correction" and found is None)):
        return Chosen(was.reading, was.reading_from, (*held, f"{TEXT_CHANGED}:{' '.join(text.split())}"))
    if found is not None:
        return Chosen(found.reading, "correction", held)
    found_anew = machine()
    answered = was is not None and found_anew.due != was.reading.due  # so is a wish for another deadline, then
    return Chosen(found_anew, "machine", without(held, PROPOSED) if answered else held)

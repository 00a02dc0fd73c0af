"""docs/deadlines.md is what the grammar's examples make it; `python -m tests.rules.deadline.test_page` writes it."""

from __future__ import annotations

from pathlib import Path

from rules.deadline.page import page

DOCS = Path(__file__).parents[3] / "docs" / "deadlines.md"


def test_the_page_is_up_to_date() -> None:
    assert DOCS.read_text(encoding="utf-8") == page()


if __name__ == "__main__":
    DOCS.write_text(page(), encoding="utf-8")

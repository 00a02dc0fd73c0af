"""Writes the years of this folder as stories: `python docs/aar/make.py [NAME …]`. Public names: STORIES, main.

Every mail and every table in them comes from a real play; a test writes them again and compares.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import khs_2014
import lsu_2015
import osu_2016
import prosjektstyret_2014
import saman_2022

HERE = Path(__file__).resolve().parent
STORIES: dict[str, Callable[[], str]] = {
    "khs-2014": khs_2014.story,
    "lsu-2015": lsu_2015.story,
    "osu-2016": osu_2016.story,
    "prosjektstyret-2014": prosjektstyret_2014.story,
    "saman-2022": saman_2022.story,
}


def main(names: list[str]) -> None:
    """Writes the stories named, or all."""
    for name in names or STORIES:
        (HERE / f"{name}.md").write_text(STORIES[name](), encoding="utf-8")
        print(f"docs/aar/{name}.md")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Parts of months, quarters, years, seasons and weeks."""

from __future__ import annotations

import pytest

from rules.deadline import read
from tests.rules.deadline.contexts import example_context

PARTS = [
    ("primo mars", "2024-03-01/2024-03-10"),
    ("tidlig i mars", "2024-03-01/2024-03-10"),
    ("medio mars", "2024-03-15~"),
    ("ultimo mars", "2024-03-31"),
    ("slutten av mars", "2024-03-21/2024-03-31"),
    ("første halvdel av mars", "2024-03-01/2024-03-15"),
    ("andre halvdel av mars", "2024-03-16/2024-03-31"),
    ("slutten av denne måneden", "2024-03-21/2024-03-31"),
    ("primo 2025", "2025-01"),
    ("tidlig i 2025", "2025-01~"),
    ("medio 2025", "2025-06~"),
    ("ultimo 2025", "2025-12"),
    ("slutten av 2025", "2025-12~"),
    ("første halvdel av 2025", "2025-40"),
    ("siste halvdel av 2025", "2025-41"),
    ("tidlig høst 2025", "2025-09~"),
    ("midt på sommeren", "2024-07~"),
    ("midt på vinteren", "2025-01~"),
    ("slutten av våren", "2024-21"),
    ("begynnelsen av Q3", "2024-07"),
    ("midten av Q3", "2024-08~"),
    ("slutten av Q3", "2024-09"),
    ("første halvdel av Q3", "2024-07-01/2024-08-15"),
    ("siste halvdel av Q3", "2024-08-16/2024-09-30"),
    ("begynnelsen av uke 20", "2024-05-13/2024-05-14"),
    ("midten av uke 20", "2024-05-15/2024-05-16"),
    ("slutten av uke 20", "2024-05-17/2024-05-19"),
    ("første halvdel av uke 20", "2024-05-13/2024-05-15"),
    ("siste halvdel av uke 20", "2024-05-16/2024-05-19"),
]


@pytest.mark.parametrize(("text", "says"), PARTS, ids=[text for text, _ in PARTS])
def test_part_is_written_as_its_days(text: str, says: str) -> None:
    assert " ".join(read(text, example_context()).edtf) == says

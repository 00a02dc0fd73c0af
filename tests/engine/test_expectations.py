"""Expected mails find theirs, however little some of them say."""

from __future__ import annotations

from datetime import date, time

from engine.expectations import CameMail, Wanted, matched, nearest
from rules.booktest import ExpectedMail

DAY = date(2015, 6, 16)


def came(template: str, step: str) -> CameMail:
    return CameMail(DAY, time(7, 45), "kari", template, (step,), ("1",), 1)


def wanted(n: int, **said: str) -> Wanted:
    return Wanted(n, ExpectedMail.model_validate({"on": "2015-06-16", "to": "kari", **said}), "kari")


def test_one_that_could_be_either_leaves_the_other_its_mail() -> None:
    mails = [came("reminder", "before"), came("digest", "before")]
    assert matched([wanted(0, step="before"), wanted(1, template="reminder")], mails) == {0: 1, 1: 0}


def test_no_mail_is_taken_twice() -> None:
    assert len(matched([wanted(0), wanted(1)], [came("reminder", "before")])) == 1


def test_the_nearest_day() -> None:
    assert nearest([date(2015, 6, 17), date(2015, 6, 15)], DAY) == date(2015, 6, 15)
    assert nearest([], DAY) is None

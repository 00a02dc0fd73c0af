"""What the tests expect is written anew as it came: the fewest lines, in words first, and then they pass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.accepting import Rewritten, rewritten
from engine.booktests import Came, TestResult
from engine.documents.yamltext import Document, parse
from engine.expectations import CameMail, matched, wanted_in
from rules.booktest import BookTest
from rules.errors import ConfigError, Problem

HEAD = """\
tests:
  - name: prøve
    from: 2015-05-01
    people: {K26: [kari, ola]}
    measures: [{deadline: Juni 2015}]
    expect:
"""
MAILS = """\
      mails:
        - {on: 2015-06-16, to: kari, step: before}     # fjorten dager før
        # på dagen
        - {on: 2015-06-30, to: kari, step: today}
"""


def mail(on: str, to: str = "kari", step: str = "before", template: str = "reminder", items: int = 1) -> CameMail:
    return CameMail(date.fromisoformat(on), time(7, 45), to, template, (step,), ("1",), items)


TODAY = mail("2015-06-30", step="today", template="due_today")


def book_test(document: Document) -> BookTest:
    return BookTest.model_validate(document.data["tests"][0])


def accept(text: str, came: Came) -> tuple[str, tuple[Rewritten, ...]]:
    document, place = parse(text, "t.yaml"), Problem("t.yaml", 2, 5, "tests.0", "prøve")
    result = TestResult("prøve", place, (place,), (), came)
    return rewritten(document, [book_test(document)], [result])


def accept_mails(text: str, *mails: CameMail) -> tuple[str, tuple[str, ...]]:
    made, tests = accept(HEAD + text, Came(mails, (), ()))
    return made.removeprefix(HEAD), tests[0].words


def test_a_mail_on_another_day_keeps_its_line_and_comment() -> None:
    text, words = accept_mails(MAILS, mail("2015-06-09"), TODAY)
    assert text == MAILS.replace("2015-06-16", "2015-06-09")
    assert words == ("før: 16. juni, kari, before → nå: 9. juni",)


def test_a_mail_that_no_longer_comes_loses_its_line() -> None:
    text, words = accept_mails(MAILS, mail("2015-06-16"))
    assert text == MAILS.replace("        - {on: 2015-06-30, to: kari, step: today}\n", "")
    assert words == ("før: 30. juni, kari, today → nå: kommer ikke",)
    assert accept_mails(MAILS)[0] == "      mails: []\n        # på dagen\n"


def test_a_new_mail_gets_a_line_where_its_day_belongs_written_as_the_one_beside_it() -> None:
    text, words = accept_mails(MAILS, mail("2015-06-16"), mail("2015-06-23", "ola", "soon"), TODAY)
    line = "        - {on: 2015-06-23, to: ola, step: soon}\n"
    assert text == MAILS.replace("        # på dagen\n", f"{line}        # på dagen\n")
    assert words == ("ny: 23. juni, ola, soon",)


def test_one_line_for_all_who_got_the_same() -> None:
    text, _ = accept_mails("      mails: []\n", mail("2016-01-05", "ola"), mail("2016-01-05"))
    assert text == "      mails:\n        - {on: 2016-01-05, to: [ola, kari], step: before}\n"
    text, words = accept_mails("      mails: [{on: 2015-06-16, to: K26}]\n", mail("2015-06-09"))
    assert text == "      mails: [{on: 2015-06-09, to: kari, step: before}]\n"
    assert words == ("før: 16. juni, K26 → nå: kommer ikke", "ny: 9. juni, kari, before")
    text, words = accept_mails(
        "      mails: [{on: 2015-06-16, to: K26}]\n", mail("2016-01-05"), mail("2016-01-05", "ola")
    )
    assert text == "      mails: [{on: 2016-01-05, to: K26}]\n"
    assert words == ("før: 16. juni, K26 → nå: 5. januar 2016",)


def test_time_and_number_of_a_mail_are_exchanged_where_they_are_said() -> None:
    text = '      mails: [{on: 2015-06-16, to: kari, items: 2, at: "08:00"}]\n'
    made, words = accept_mails(text, mail("2015-06-16"))
    assert made == text.replace("items: 2", "items: 1").replace("08:00", "07:45")
    assert words == ("før: 16. juni, kari → nå: kl. 07.45, 1 sak",)


@pytest.mark.parametrize(
    ("old", "came", "new", "words"),
    [
        ("[2015-06-30]", ["2015-06-29"], "[2015-06-29]", "frister før: 30. juni → nå: 29. juni"),
        (
            "[2015-06-30, 2015-11-30]",
            ["2015-11-30"],
            "[2015-11-30]",
            "frister før: 30. juni, 30. november → nå: 30. november",
        ),
        (
            "[2015-11-30]",
            ["2015-06-30", "2015-11-30"],
            "[2015-06-30, 2015-11-30]",
            "frister før: 30. november → nå: 30. juni, 30. november",
        ),
        ("[]", ["2015-06-30"], "[2015-06-30]", "frister før: ingen → nå: 30. juni"),
        ("[2015-06-30]", [], "[]", "frister før: 30. juni → nå: ingen"),
    ],
)
def test_due_days(old: str, came: list[str], new: str, words: str) -> None:
    days = tuple(map(date.fromisoformat, came))
    made, tests = accept(f"{HEAD}      due: {old}   # frist\n", Came((), days, ()))
    assert made == f"{HEAD}      due: {new}   # frist\n" and tests[0].words == (words,)


def test_states() -> None:
    text = f'{HEAD}      states:\n        - {{on: 2015-06-18, measure: "1", is: done}}   # ferdig\n'
    made, tests = accept(text, Came((), (), ("planned",)))
    assert made == text.replace("is: done", "is: planned")
    assert tests[0].words == ("tilstand 18. juni for tiltak 1 før: done → nå: planned",)


def test_what_cannot_be_rewritten_is_told_with_its_place() -> None:
    text = f"x: &x\n  - {{on: 2015-06-16, to: kari}}\n{HEAD}      mails: *x\n"
    with pytest.raises(ConfigError, match=r"^t\.yaml:9:14: tests\.0\.expect\.mails: dette kan ikke programmet"):
        accept(text, Came((mail("2015-06-09"),), (), ()))


DAYS = st.integers(0, 5).map(lambda n: date(2015, 6, 1) + timedelta(days=n))
STEPS, TEMPLATES = st.sampled_from(["before", "today"]), st.sampled_from(["reminder", "digest"])
PEOPLE = st.sampled_from(["kari", "ola", "K26", "[kari, ola]"])


@st.composite
def expected(draw: st.DrawFn) -> str:
    said = [f"on: {draw(DAYS)}", f"to: {draw(PEOPLE)}"]
    said += [f"step: {draw(STEPS)}"] if draw(st.booleans()) else []
    said += [f"template: {draw(TEMPLATES)}"] if draw(st.booleans()) else []
    said += [f"items: {draw(st.integers(1, 2))}"] if draw(st.booleans()) else []
    return "{" + ", ".join(said) + "}"


CAME = st.builds(
    lambda on, to, step, template, items: CameMail(on, time(7, 45), to, template, (step,), ("1",), items),
    DAYS,
    st.sampled_from(["kari", "ola"]),
    STEPS,
    TEMPLATES,
    st.integers(1, 2),
)  # fmt: skip


@given(st.lists(expected(), max_size=5), st.lists(CAME, max_size=6), st.booleans(), st.lists(DAYS, max_size=3))
def test_whatever_came_is_what_is_expected_then(
    lines: Sequence[str], came: Sequence[CameMail], flat: bool, due: Sequence[date]
) -> None:
    listed = "".join(f"\n        - {line}   # {n}" for n, line in enumerate(lines))
    mails = f"[{', '.join(lines)}]" if flat or not lines else listed
    days = tuple(sorted(due))
    text, _ = accept(f"{HEAD}      mails: {mails}\n      due: [2015-06-02, 2015-06-04]\n", Came(tuple(came), days, ()))
    test = book_test(parse(text, "t.yaml"))
    wanted = list(wanted_in(test))
    assert len(wanted) == len(came) == len(matched(wanted, came))
    assert tuple(sorted(test.expect.due or ())) == days
    assert accept(text, Came(tuple(came), days, ()))[0] == text

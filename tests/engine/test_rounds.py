"""A reporting round: opened early or by itself, looked at, worded, closed, corrected; what comes late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.cli.round import round_json, round_text
from engine.periods import period_of, period_shown, period_title
from engine.rounds import RoundView, close_round, open_round, round_view, rounds_of, word
from engine.store import Stamp, governance, meetings
from rules.errors import TidsfristError
from rules.model import Meeting
from rules.rounds import lines_of
from tests.engine.given import Given, given_in
from tests.fakes import at

T1, SLOT = "2015-37", "t:2015-37"


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    """A plan with tertial rounds, in the middle of its first one."""
    made = given_in(tmp_path, "2015-11-30", rounds=True)
    made.tick("2015-05-05 12:00")
    yield made
    made.store.close()


@pytest.fixture
def without(tmp_path: Path) -> Iterator[Given]:
    """A plan that has no rounds of its own."""
    made = given_in(tmp_path, "2015-11-30")
    made.tick("2015-05-04 12:00")
    yield made
    made.store.close()


def view(given: Given, period: str = T1) -> RoundView:
    with given.store.read() as unit:
        return round_view(unit, given.plan, period, given.book, at(given.now))


def close(given: Given, period: str = T1) -> tuple[int, bool]:
    with given.store.write() as unit:
        report, new = close_round(unit, given.plan, period, given.book, at(given.now), "kari")
    return report.n, new


def test_rounds_open_by_themselves_and_ask_each_person_once(given: Given) -> None:
    with given.store.read() as unit:
        found = rounds_of(unit, given.plan)
    assert next((r.period, r.opens_on, r.due_on) for r in found) == (T1, date(2015, 5, 4), date(2015, 5, 18))
    assert sorted(n.person for n in given.notices if n.step == "ask") == ["arild", "geir", "solveig"]
    assert view(given).phase == "open" and view(given).missing == {"Lier": ["1.1"], "Hurum": ["1.1"], "Sande": ["1.1"]}


def test_a_round_shows_what_each_said_and_what_stood_there_before(given: Given) -> None:
    given.say("in_progress", "geir", SLOT, comment="Halvveis")
    given.say("no_change", "solveig", SLOT, entered_by="kari", source="telefon")
    (line,) = view(given).lines
    assert line.status == "Hurum: Ingen endring\nLier: Pågår: Halvveis"
    assert line.tally == "2 av 3 kommuner har svart; mangler Sande"
    assert [(v.label, v.source) for v in line.said] == [("Hurum", "telefon"), ("Lier", "")]
    assert line.missing == ("Sande",)


def test_closing_freezes_and_answers_that_come_later_belong_to_the_next(given: Given) -> None:
    given.say("in_progress", "geir", SLOT, comment="Halvveis")
    given.now = "2015-05-20 12:00"
    assert close(given) == (1, True)
    assert close(given) == (1, False)
    assert given.row(SLOT).answered_at == at(given.now)
    given.now = "2015-05-25 12:00"
    late = given.say("in_progress", "arild", SLOT, comment="Kom i gang")
    assert late.late
    assert given.say("in_progress", "geir", SLOT, comment="Nesten ferdig").late  # takes no frozen word's place
    assert [v.label for v in view(given).lines[0].said] == ["Lier"]
    assert view(given).lines[0].status == "Pågår: Halvveis"
    given.tick("2015-09-02 12:00")
    (line,) = view(given, "2015-38").lines
    assert (line.before, line.before_period) == ("Pågår: Halvveis", "1. tertial 2015")
    assert {v.label: v.text for v in line.said} == {"Sande": "Pågår: Kom i gang", "Lier": "Pågår: Nesten ferdig"}
    assert len(line.missing) == 3  # everybody is still asked


def test_no_change_says_what_stood_there(given: Given) -> None:
    given.say("in_progress", "kari", SLOT, party="alle", comment="Halvveis")
    given.now = "2015-05-20 12:00"
    close(given)
    given.tick("2015-09-02 12:00")
    given.say("no_change", "kari", "t:2015-38", party="alle")
    assert view(given, "2015-38").lines[0].status == "Pågår: Halvveis"


def test_wording_keeps_the_original_and_a_corrected_close_is_version_two(given: Given) -> None:
    given.say("in_progress", "geir", SLOT, comment="halvveis")
    given.now = "2015-05-20 12:00"
    close(given)
    with given.store.write() as unit:
        made = word(
            unit, given.plan, T1, given.measure, None, "Arbeidet er halvveis.", "kari", given.book, at(given.now)
        )
    assert made.original == "Pågår: halvveis"
    assert view(given).lines[0].status == "Pågår: halvveis"  # until it is closed anew
    assert close(given) == (2, True)
    (said,) = view(given).lines[0].said
    assert (said.text, said.original) == ("Arbeidet er halvveis.", "Pågår: halvveis")
    with given.store.read() as unit:
        first, second = governance.reports(unit, given.plan.uid)
    assert lines_of(first.body)[0].status == "Pågår: halvveis"
    assert (first.n, second.n) == (1, 2)


def test_wording_of_nobody_is_refused(given: Given) -> None:
    with given.store.write() as unit, pytest.raises(TidsfristError, match="velg hvem sine ord"):
        word(unit, given.plan, T1, given.measure, None, "x", "kari", given.book, at(given.now))


def test_closed_rounds_are_not_opened_again_and_those_to_come_not_closed(given: Given) -> None:
    with pytest.raises(TidsfristError, match="åpner først 2015"):
        close(given, "2015-38")
    given.now = "2015-05-20 12:00"
    close(given)
    with given.store.write() as unit, pytest.raises(TidsfristError, match="kan ikke åpnes igjen"):
        open_round(unit, given.plan, T1, given.book, at(given.now), "kari")


def test_after_closing_nobody_is_reminded(given: Given) -> None:
    close(given)
    given.tick("2015-05-30 12:00")
    assert {n.step for n in given.notices} == {"ask"}


def test_a_round_of_a_plan_without_rounds_is_opened_by_hand(without: Given) -> None:
    with without.store.read() as unit:
        assert rounds_of(unit, without.plan) == ()
    with without.store.write() as unit:
        one = open_round(unit, without.plan, T1, without.book, at(without.now), "kari", date(2015, 5, 20))
    assert (one.opens_on, one.due_on) == (date(2015, 5, 4), date(2015, 5, 20))
    without.tick("2015-05-04 12:05")
    assert sorted(n.person for n in without.notices if n.step == "ask") == ["arild", "geir", "solveig"]
    without.tick("2015-05-21 12:00")
    assert [n.person for n in without.notices if n.step == "blanks"] == ["kari"]
    with without.store.write() as unit:
        again = open_round(unit, without.plan, T1, without.book, at("2015-05-06 12:00"), "kari")
    assert again.opens_on == one.opens_on


def test_a_round_may_begin_early_and_moves_no_answering_day(given: Given) -> None:
    given.now = "2015-08-10 12:00"
    with given.store.write() as unit:
        one = open_round(unit, given.plan, "2015-38", given.book, at(given.now), "kari")
    assert one.opens_on == date(2015, 8, 10) and one.due_on > date(2015, 9, 1)
    given.tick("2015-08-10 12:05")
    assert len([n for n in given.notices if n.step == "ask" and n.due == one.due_on]) == 3


def test_unknown_rounds_and_meetings_name_those_there_are(given: Given) -> None:
    with given.store.read() as unit:
        with pytest.raises(TidsfristError, match="Rundene er: 2015-T1, 2015-T2, 2015-T3"):
            round_view(unit, given.plan, "2014-37", given.book, at(given.now))
        with pytest.raises(TidsfristError, match="ikke noe møte 2015-04-22"):
            period_of(unit, given.plan, "m:2015-04-22")


def test_a_round_of_a_meeting_is_called_by_its_day(given: Given) -> None:
    with given.store.write() as unit:
        meetings.save_meetings(unit, [Meeting("mu", "lsu", "m1", date(2015, 4, 22))], Stamp(at(given.now), "system"))
        assert period_shown(unit, "m:mu") == "m:2015-04-22" and period_title(unit, "m:mu") == "møtet 2015-04-22"
        assert period_shown(unit, "m:gone") == period_title(unit, "m:gone") == "m:gone"
        assert (period_shown(unit, "2014-37"), period_title(unit, "2014-37")) == ("2014-T1", "1. tertial 2014")


def test_a_closed_round_says_when_and_as_which_version(given: Given) -> None:
    assert view(given).closed_on is None and round_json(view(given))["closed_on"] is None
    given.now = "2015-05-20 00:30"  # still the day before in UTC
    close(given)
    shown = view(given)
    assert (shown.closed_on, round_json(shown)["closed_on"]) == (date(2015, 5, 20), "2015-05-20")
    assert "lukket 2015-05-20, rapport versjon 1. Åpnet 2015-05-04, svar innen 2015-05-18." in round_text(shown)


def test_a_round_that_is_to_come_opens_and_one_that_came_has_opened(given: Given) -> None:
    with given.store.read() as unit:
        coming = round_view(unit, given.plan, "2015-39", given.book, at(given.now))
    assert "kommer. Åpner 2016-" in round_text(coming)
    assert "åpen. Åpnet 2016-" in round_text(replace(coming, phase="open"))

"""The verbs of a plan's life and its meetings, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from engine.store import installation
from tests.engine import homes
from tests.fakes import at

ID = "lsu-drammen-2015"
Run = Callable[..., tuple[int, str, str]]
DRAFT = "plan: {id: lsu-2016, title: LSU 2016, committee: LSU, years: [2016], approvers: [LSU]}\nmeasures: []\n"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LSU Drammen 2015, running since 6 February, and a draft for the year after."""
    folder = tmp_path_factory.mktemp("kept")
    with homes.home(folder) as found:
        homes.add(found, homes.lsu())
        homes.add(found, DRAFT)
        homes.look(found, "2015-02-06 08:00")
        with found.store.write() as unit:
            installation.set_clock(unit, at("2015-02-06 08:00"))
    return folder


def test_a_plan_saved_with_a_byte_order_mark_is_the_same_plan(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bom.yaml").write_text("\ufeff" + homes.lsu(), encoding="utf-8")
    assert run("plan", "add", str(tmp_path / "bom.yaml"))[0] == 0
    assert len(run("plan", "versions", ID)[1].splitlines()) == 1


def test_a_list_of_plans_counts_their_measures(run: Run) -> None:
    lines = [json.loads(line) for line in run("plan", "list", "--json")[1].splitlines()]
    assert {line["id"]: line["measures"] for line in lines} == {ID: 12, "lsu-2016": 0}


def test_closing_with_open_measures_asks_first(run: Run) -> None:
    code, _, err = run("plan", "close", ID)
    assert code == 1 and "åpne tiltak" in err and f"plan carry-over {ID} --to" in err
    code, out, _ = run("plan", "close", ID, "--yes")
    assert code == 0 and "er avsluttet" in out
    assert "avsluttet" in run("plan", "show", ID)[1].splitlines()[1]


def test_who_waits_is_not_told_of_the_day_she_has_just_named(run: Run) -> None:
    who = ("--by", "sigurd-haug", "--outcome", "waiting", "--review-on", "2015-03-02", "--comment", "prøve")
    code, out, _ = run("answer", ID, "3.1", *who)
    assert code == 0 and "30. november 2015" in out and "mars" not in out


def test_carrying_over_shows_what_it_would_do_before_it_does_it(run: Run) -> None:
    code, out, _ = run("plan", "carry-over", ID, "--to", "lsu-2016")
    assert code == 0 and "gjenta med --yes" in out
    assert json.loads(run("plan", "show", "lsu-2016", "--json")[1])["measures"] == []
    done = run("plan", "carry-over", ID, "--to", "lsu-2016", "--measure", "1.1", "--yes")[1]
    assert "1 tiltak er ført videre" in done and "De står ikke i teksten som utvalgene godkjenner." in done
    shown = json.loads(run("plan", "show", "lsu-2016", "--json")[1])["measures"]
    assert [(m["id"], m["carried_from"][0]["plan"]) for m in shown] == [("1.1", ID)]
    assert "ført videre fra lsu-drammen-2015 nr. 1.1" in run("plan", "show", "lsu-2016")[1]
    code, _, err = run("plan", "carry-over", ID, "--to", "lsu-2016", "--measure", "1.1", "--yes")
    assert code == 1 and "alt ført videre" in err


def test_what_was_carried_over_is_approved_once_it_stands_in_the_file(run: Run, tmp_path: Path) -> None:
    run("plan", "carry-over", ID, "--to", "lsu-2016", "--measure", "1.1", "--yes")
    assert "1.1" not in run("plan", "versions", "lsu-2016")[1]
    old = next(m for m in yaml.safe_load(homes.lsu())["measures"] if m["id"] == "1.1")
    entry = {name: old[name] for name in ("id", "focus_area", "title", "activities")} | {"deadline_text": "Juni 2016"}
    plan = {**yaml.safe_load(DRAFT), "measures": [entry]}
    (tmp_path / "ny.yaml").write_text(yaml.safe_dump(plan, allow_unicode=True), encoding="utf-8")
    code, _, err = run("plan", "add", "ny.yaml")
    assert (code, err) == (0, "")
    (mine,) = json.loads(run("plan", "show", "lsu-2016", "--json")[1])["measures"]
    assert (mine["id"], mine["carried_from"][0]["plan"]) == ("1.1", ID)
    assert "1.1" in run("plan", "versions", "lsu-2016")[1]


def test_stopping_needs_a_reason_and_resuming_lets_go(run: Run) -> None:
    assert run("plan", "stop", ID)[0] == 1
    assert "e-posten er stanset" in run("plan", "stop", "--all", "--reason", "Feil liste.")[1]
    assert "E-posten er stanset: Feil liste." in run("plan", "show", ID)[1]
    code, out, _ = run("plan", "release", ID)
    assert code == 0 and "holdes tilbake" in out and "@example.org" in out
    assert run("plan", "release", ID, "--yes")[0] == 1
    code, _, err = run("plan", "resume", ID)
    assert code == 1 and "--all" in err
    assert "e-posten går igjen" in run("plan", "resume", "--all")[1]
    assert "ingenting holdes tilbake" in run("plan", "release", ID)[1]
    assert run("plan", "resume")[0] == run("plan", "stop", ID, "--all", "--reason", "x")[0] == 1


def test_a_draft_that_waits_is_not_started_by_hand(run: Run) -> None:
    code, _, err = run("plan", "activate", "lsu-2016")
    assert code == 1 and "venter på LSU Drammen" in err
    code, _, err = run("plan", "approve", "lsu-2016", "--by", "LSU", "--on", "2015-02-11", "--case", "3/15")
    assert code == 1 and "er ikke kommet ennå" in err
    code, out, _ = run("plan", "approve", "lsu-2016", "--by", "LSU", "--on", "2015-02-06", "--case", "3/15", "--json")
    said = json.loads(out)
    assert (code, said["status"], said["missing"]) == (0, "active", [])
    assert run("plan", "approve", "lsu-2016", "--by", "KSU", "--on", "2015-02-06", "--case", "3/15")[0] == 1


def test_a_change_comes_in_with_the_decision(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ny.yaml"
    file.write_text(
        DRAFT.replace("measures: []", "measures: [{id: 1, title: Nytt, deadline_text: Nov}]"), encoding="utf-8"
    )
    how = ("--by", "LSU", "--on", "2015-02-06", "--case", "3/15", "--file", str(file))
    assert run("plan", "approve", "lsu-2016", *how)[0] == 1
    code, out, _ = run("plan", "approve", "lsu-2016", *how, "--verdict", "with_changes", "--entered-by", "kari-aas")
    assert code == 0 and "Planen er i gang." in out
    assert json.loads(run("plan", "diff", "lsu-2016", "--json")[1])["changes"][0]["number"] == "1"
    lines = [json.loads(line) for line in run("plan", "versions", "lsu-2016", "--json")[1].splitlines()]
    assert [(v["version"], len(v["decisions"])) for v in lines] == [(1, 0), (2, 1)]
    assert "Nytt" in run("plan", "show", "lsu-2016", "--version", "2")[1]
    assert json.loads(run("plan", "show", "lsu-2016", "--version", "1", "--json")[1])["measures"] == []
    assert run("plan", "show", "lsu-2016", "--version", "9")[0] == 1


def test_meetings_are_listed_added_moved_and_cancelled(run: Run) -> None:
    assert "2016-" not in run("meeting", "list", "LSU", "--all")[1]
    assert "møtes 2015-03-04  09:00–11:00  Lier" in run(
        "meeting", "add", "LSU", "2015-03-04", "--starts", "09:00", "--ends", "11.00", "--place", "Lier"
    )[1]  # fmt: skip
    assert "→ 2015-04-29" in run("meeting", "move", "LSU", "2015-04-22", "--to", "2015-04-29")[1]
    assert "er avlyst" in run("meeting", "cancel", "LSU", "2015-06-10")[1]
    shown = [
        json.loads(line) for line in run("meeting", "list", "LSU", "--from", "2015-03-01", "--json")[1].splitlines()
    ]
    assert [(m["on"], m["state"]) for m in shown[:3]] == [
        ("2015-03-04", "planned"),
        ("2015-04-29", "planned"),
        ("2015-06-10", "cancelled"),
    ]
    assert run("meeting", "move", "LSU", "2015-03-04", "--starts", "ni")[0] == 1
    assert "ingen møter" in run("meeting", "list", "LSU", "--from", "2030-01-01")[1]


def test_a_meeting_that_moves_takes_the_approval_along(run: Run) -> None:
    code, out, err = run("meeting", "move", "LSU", "2015-02-11", "--to", "2015-02-25")
    assert code == 0, err
    assert "  lsu-2016: skal godkjennes i dette møtet; saken må være klar 2015-02-" in out
    assert "godkjennes" not in run("meeting", "move", "LSU", "2015-06-10", "--to", "2015-06-11")[1]


def test_the_agenda_is_text_and_json(run: Run) -> None:
    code, out, _ = run("agenda", "LSU", "--meeting", "2015-04-22")
    assert code == 0 and "Faste tema" in out and "Saksfrist: " in out
    found = json.loads(run("agenda", "LSU", "--json")[1])
    assert {"due", "standing", "queue", "before", "approvals", "decisions"} <= set(found)
    assert run("agenda", "Ingen")[0] == 1


def test_a_reading_is_reviewed_and_corrected(run: Run) -> None:
    assert "trenger" in run("deadline", "--review", ID)[1]
    listed = json.loads(run("deadline", "--review", ID, "--json")[1])
    number = listed[0]["id"]
    assert run("deadline", "--correct", ID, number)[0] == 1
    assert run("deadline", "--correct", ID)[0] == 2
    for how in (("--again", "2015-03-01"), ("--ask", "2015-03-02"), ("--meeting", "next"), ("--ongoing",)):
        assert run("deadline", "--correct", ID, number, *how)[0] == 0
    code, out, _ = run("deadline", "--correct", ID, number, "--date", "2015-05-29", "--by", "kari-aas")
    assert code == 0 and "29. mai 2015" in out
    assert run("deadline", "--correct", ID, number, "--as", "Mai 2015", "--everywhere")[0] == 0
    assert run("deadline", "--correct", ID, number, "--confirm")[0] == 0
    assert number not in [one["id"] for one in json.loads(run("deadline", "--review", ID, "--json")[1])]


def test_ongoing_work_in_a_plan_without_rounds_is_said_to_lead_nobody_anywhere(run: Run) -> None:
    number = json.loads(run("deadline", "--review", ID, "--json")[1])[0]["id"]
    said = run("deadline", "--correct", ID, number, "--ongoing")[1]
    assert "Merk: " in said and "planen har ingen statusrunder" in said
    assert "Merk" not in run("deadline", "--correct", ID, number, "--date", "2015-05-29")[1]


def test_nothing_is_reread_where_the_program_is_the_same(run: Run) -> None:
    assert "leses som før" in run("plan", "reread", ID)[1]
    assert json.loads(run("plan", "reread", ID, "--json", "--yes")[1]) == []

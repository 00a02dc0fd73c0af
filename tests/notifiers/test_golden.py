"""Golden mails: a view (JSON) beside the mail that it becomes. `pytest tests/notifiers --accept` rewrites the mails."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from notifiers.message import Mailbox, build
from notifiers.render import TEMPLATES, Renderer
from notifiers.view import LetterView
from tests.notifiers.letters import CALENDAR, letter

FOLDER = Path(__file__).parents[1] / "golden" / "mails"
VIEWS = TypeAdapter(LetterView)
CASES = sorted(FOLDER.glob("*.json"))
WITH_CALENDAR = ("reminder-nb", "moved-nb")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.stem)
def test_the_mail_is_as_it_was(case: Path, renderer: Renderer, accept: bool) -> None:
    view = VIEWS.validate_json(case.read_bytes())
    rendered = renderer.render(view)
    made = build(
        letter(
            message_id=f"{case.stem}@tidsfrist.example.org",
            to=Mailbox(view.person_name, "person@example.org"),
            reply_to=Mailbox(view.secretariat_name, view.secretariat_email),
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            reason=view.template,
            list_name=view.plan_title,
            calendar=CALENDAR if case.stem in WITH_CALENDAR else None,
        )
    )
    expected = case.with_suffix(".eml")
    if accept:
        expected.write_bytes(made)
    assert expected.is_file(), f"no {expected.name} yet: run with --accept and read it"
    assert made.decode("ascii").splitlines() == expected.read_bytes().decode("ascii").splitlines()
    assert made == expected.read_bytes()


def test_every_template_has_a_golden_mail_and_none_is_left_over() -> None:
    assert {VIEWS.validate_json(c.read_bytes()).template for c in CASES} == set(TEMPLATES)
    assert {m.stem for m in FOLDER.glob("*.eml")} == {c.stem for c in CASES}


def test_the_words_of_days_in_the_views_are_right() -> None:
    for case in CASES:
        for item in VIEWS.validate_json(case.read_bytes()).items:
            assert item.due is None or (isinstance(item.due, date) and str(item.due.year) in item.due_words)

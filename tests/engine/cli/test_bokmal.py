"""Typer's own words, in bokmål."""

from __future__ import annotations

import pytest

from engine.cli import VERBS, main
from engine.cli.bokmal import in_bokmal

ENGLISH = ("Usage", "Options", "Arguments:", "Commands", "Show this", "required", "default:", "Error", "Try '", "<str>")


def _told(capsys: pytest.CaptureFixture[str], *line: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(line)
    said = capsys.readouterr()
    return int(str(left.value.code)), said.out, said.err


@pytest.mark.parametrize("verb", [*VERBS, ""])
def test_help_has_no_english_words(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _told(capsys, *filter(None, [verb]), "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Bruk: tidsfrist {verb}".strip())
    assert not [word for word in ENGLISH if word in out]


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_of_a_list_is_told_in_full(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _told(capsys, verb, "--help")
    assert "..." not in out.replace("]...", "]")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["nope"], "Det finnes ikke noe verb «nope»."),
        (["plan", "shwo"], "Det finnes ikke noe verb «shwo». Mente du «show»?"),
        (["plan", "show"], "ID mangler."),
        (["plan", "show", "a", "b"], "Dette var det ikke plass til: b. Skriv tekst i hermetegn."),
        (["simulate"], "--from mangler."),
        (["simulate", "--fra"], "Det finnes ikke noe valg --fra."),
        (["simulate", "--from"], "--from må ha noe etter seg."),
        (["rollback", "x"], "NR: «x» er ikke et helt tall."),
        (["plan", "diff", "x", "--to", "0"], "--to: 0 er for lite; det må være minst 1."),
    ],
)
def test_a_usage_error_is_told_in_bokmal(line: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _told(capsys, *line)
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].startswith(said)
    assert not [word for word in ENGLISH if word in err]


def test_no_verb_is_told_what_verbs_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _told(capsys)
    assert code == 2
    assert "Verb:" in err


def test_what_we_do_not_know_stays() -> None:
    assert in_bokmal("Noe annet.\n") == "Noe annet.\n"


def test_a_folder_that_may_not_be_read() -> None:
    assert in_bokmal("Path 'config' is not readable.") == "«config» kan ikke leses: du har ikke lov."

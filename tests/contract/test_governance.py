"""What people decide is kept, one tenant apart from another."""

from __future__ import annotations

from dataclasses import replace

from engine.store import Store, governance, journal
from rules.governance import Party, Report, Round, Wording
from tests.contract import samples
from tests.contract.samples import HOUR, NOW, STAMP


def test_everything_decided_comes_back(store: Store) -> None:
    with store.write() as u:
        samples.fill(u)
        samples.decided(u)
    with store.read() as u:
        assert governance.corrections(u, "plan-a") == (samples.correction(),)
        assert governance.decisions(u) == governance.decisions(u, "plan-a") == (samples.decision(),)
        assert [type(x) for x in (*governance.parties(u), *governance.rounds(u))] == [Party, Round]
        assert [type(x) for x in governance.reports(u, "plan-a")] == [Report]
        assert [type(x) for x in governance.wordings(u, "plan-a", "2015-37")] == [Wording]
        assert governance.wordings(u, "plan-a", "2015-38") == ()
        assert governance.decisions(u, "plan-b") == ()


def test_a_revoked_correction_no_longer_stands(store: Store) -> None:
    with store.write() as u:
        samples.fill(u)
        governance.save_correction(u, samples.correction(), STAMP)
        governance.save_correction(u, replace(samples.correction(), revoked_at=NOW + HOUR), STAMP)
    with store.read() as u:
        assert governance.corrections(u, "plan-a") == ()


def test_the_journal_has_what_was_decided_and_nobodys_words(store: Store) -> None:
    with store.write() as u:
        samples.fill(u)
        samples.decided(u)
    with store.read() as u:
        kinds = ("correction", "party", "decision", "round", "report", "wording")
        rows = [e for e in journal.entries(u) if e.kind in kinds]
    assert [e.kind for e in rows] == list(kinds)
    text = str([e.after for e in rows])
    assert not [words for words in ("Hurum", "godkjennes", "12/15", "rute", "Høst") if words in text]

"""What is saved comes back as it was, on both databases."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from engine.store import StaleError, Stamp, Store, feeds, installation, journal, ledger, meetings, people, plans
from engine.store import silences as silences_
from engine.store import versions as versions_
from rules.errors import PlanError
from rules.identity import uid
from rules.model import Membership, Silence
from tests.contract import samples
from tests.contract.samples import HOUR, NOW, STAMP


def test_every_field_of_a_sample_has_a_value_of_its_own() -> None:
    """Else a column that is not saved would not be noticed."""
    may_be_default = {"answers", "away", "meeting", "withdrawn", "version", "status", "zone", "cause"}
    for value in (samples.plan(), samples.measure(), samples.occurrence(), samples.answer(), samples.meeting()):
        empty = [f.name for f in fields(value) if getattr(value, f.name) in (None, (), False, "")]
        assert set(empty) <= may_be_default, type(value)


def test_a_plan_comes_back(store: Store) -> None:
    with store.write() as u:
        plans.save_plan(u, samples.plan(), STAMP)
        plans.save_plan(u, samples.plan("plan-b", reporting=None, status="draft", committee=None), STAMP)
    with store.read() as u:
        assert plans.plan(u, "plan-a") == samples.plan()
        assert plans.plan_by_id(u, "PLAN-B") == samples.plan("plan-b", reporting=None, status="draft", committee=None)
        assert [p.id for p in plans.plans(u)] == ["PLAN-A", "PLAN-B"]
        assert plans.plan(u, "no") is None


def test_a_changed_plan_is_saved_and_an_equal_one_leaves_no_trace(filled: Store) -> None:
    with filled.write() as u:
        before = journal.last_seq(u)
        plans.save_plan(u, samples.plan(), STAMP)
        assert journal.last_seq(u) == before
        plans.save_plan(u, samples.plan(status="closed", stopped=None), STAMP)
    with filled.read() as u:
        assert plans.plan(u, "plan-a") == samples.plan(status="closed", stopped=None)
        last = journal.entries(u)[-1]
        assert (last.kind, last.before, last.after) == (
            "plan_status",
            {"status": "active", "stopped": True},
            {"status": "closed", "stopped": False},
        )


def test_measures_come_back_in_the_order_they_were_added(filled: Store) -> None:
    with filled.write() as u:
        new = [samples.measure("zz"), samples.measure("aa", withdrawn=True), samples.measure("bb")]
        saved = plans.save_measures(u, new, STAMP)
        assert [m.version for m in saved] == [1, 1, 1]
    with filled.read() as u:
        assert [m.uid for m in plans.measures(u, "plan-a")] == ["measure-a", "zz", "bb"]
        assert [m.uid for m in plans.measures(u, withdrawn=True)] == ["measure-a", "zz", "aa", "bb"]
        assert plans.measure(u, "aa") == samples.measure("aa", withdrawn=True, version=1)
        assert plans.measures_by_uid(u, ["zz", "no"]) == {"zz": samples.measure("zz", version=1)}
        assert plans.measures(u, "no") == ()


def test_occurrences_come_back_with_their_answers(filled: Store) -> None:
    whole = samples.occurrence(meeting="meeting-a", withdrawn=True)
    without_day = samples.occurrence("occurrence-0", due=None, slot="m:next", kind="meeting")
    with filled.write() as u:
        plans.save_occurrences(u, [whole, without_day], STAMP)
        plans.add_answer(u, samples.answer(), "Vi venter på svar", STAMP)
        plans.add_answer(u, samples.answer(party="hurum", outcome="done", answered_at=NOW + HOUR), None, STAMP)
        plans.add_answer(u, samples.answer(outcome="done"), "Nå er det gjort", STAMP)
    with filled.read() as u:
        answers = samples.answer(outcome="done"), samples.answer(party="hurum", outcome="done", answered_at=NOW + HOUR)
        assert plans.occurrences(u, ["measure-a", "no"]) == {
            "measure-a": (replace(whole, answers=answers), without_day),
            "no": (),
        }
        assert plans.comments(u, ["occurrence-a"]) == {"occurrence-a": ("Vi venter på svar", "Nå er det gjort")}


def test_an_answer_needs_an_occurrence(filled: Store) -> None:
    with pytest.raises(PlanError, match="ingen frist nowhere"), filled.write() as u:
        plans.add_answer(u, samples.answer("nowhere"), None, STAMP)


def test_comments_can_be_blanked_and_the_journal_never_had_them(filled: Store) -> None:
    secret = "Kari er syk, ring 99 88 77 66"
    with filled.write() as u:
        plans.add_answer(u, samples.answer(proposed_deadline=secret), secret, STAMP)
        assert plans.blank_comments(u, "occurrence-a", STAMP) == 1
        assert plans.blank_comments(u, "occurrence-a", STAMP) == 0
    with filled.read() as u:
        assert plans.comments(u, ["occurrence-a"]) == {}
        written = repr(journal.entries(u))
    for word in (secret, "Kari Ås", "Kari Nordmann", "example.org", "feil i lista", "Rådhuset"):
        assert word not in written


def test_meetings_come_back(filled: Store) -> None:
    bare = samples.meeting("meeting-b", committee="osu", starts=None, ends=None, held_on=date(2015, 1, 1))
    with filled.write() as u:
        meetings.save_meetings(u, [bare], STAMP)
        meetings.save_meetings(u, [samples.meeting(held_on=date(2015, 3, 5), place="Teams")], STAMP)
    with filled.read() as u:
        moved = samples.meeting(held_on=date(2015, 3, 5), place="Teams")
        assert meetings.meetings(u) == (bare, moved)
        assert meetings.meetings(u, "lsu") == (moved,)
        assert meetings.meeting(u, "meeting-b") == bare
        assert journal.entries(u)[-1].after == {"uid": "meeting-a", "held_on": "2015-03-05", "words": ["place"]}


def test_people_come_back_and_memberships_are_replaced(filled: Store) -> None:
    with filled.write() as u:
        people.import_people(u, [samples.person("ola", zone=None)], [Membership("ksl", "ola", date(2015, 1, 1))], STAMP)
    with filled.read() as u:
        kari, ola = people.people(u)
        assert kari.away[0].deputy == "ola"
        assert ola == samples.person("ola", zone=None) == people.person(u, "ola")
        assert people.memberships(u) == (Membership("ksl", "ola", date(2015, 1, 1)),)


def test_a_notice_comes_back(filled: Store) -> None:
    lists = samples.notice("n-b", kind="late_list", measure=None, occurrence=None, due=None, subject="plan-a")
    watchdog = samples.notice("n-c", kind="watchdog", plan="", measure=None, occurrence=None, subject="mail")
    with filled.write() as u:
        assert ledger.add_notices(u, [samples.notice(), lists, watchdog], STAMP) == ("n-a", "n-b", "n-c")
    with filled.read() as u:
        assert ledger.notices_of(u, ["measure-a", "no"]) == {"measure-a": (samples.notice(),), "no": ()}
        assert ledger.notices_of_plans(u, ["plan-a"]) == {"plan-a": (lists,)}
        assert ledger.notices_by_id(u, ["n-c", "no"]) == {"n-c": watchdog}


def test_instants_come_back_in_utc_whatever_zone_they_were_given_in(store: Store) -> None:
    oslo = timezone(timedelta(hours=1))
    with store.write() as u:
        plans.save_plan(u, samples.plan(counted_from=datetime(2015, 2, 2, 13, 0, 0, 7, tzinfo=oslo)), STAMP)
    with store.read() as u:
        stored = plans.plan(u, "plan-a")
        assert stored is not None and stored.counted_from == datetime(2015, 2, 2, 12, 0, 0, 7, tzinfo=UTC)
        assert stored.counted_from.tzinfo is UTC


def test_a_naive_instant_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="time zone"), store.write() as u:
        plans.save_plan(u, samples.plan(counted_from=datetime(2015, 2, 2)), STAMP)


def test_plan_texts_are_kept_once_for_each_change(filled: Store) -> None:
    with filled.write() as u:
        numbers = [plans.save_plan_text(u, "plan-a", sha, f"text {sha}", STAMP) for sha in ("1", "1", "2", "1")]
        assert numbers == [1, 1, 2, 3]
    with filled.read() as u:
        assert plans.plan_texts(u, "plan-a") == ((1, "1", "text 1"), (2, "2", "text 2"), (3, "1", "text 1"))


def test_uids_in_use_are_taken(filled: Store) -> None:
    with filled.read() as u:
        taken = plans.uid_taken(u)
        assert all(taken(known) for known in ("plan-a", "measure-a", "occurrence-a", "meeting-a", "kari"))
        assert not taken(uid("standard", "plan-a", "new"))


def test_rulebook_versions_one_of_which_runs(store: Store) -> None:
    with store.write() as u:
        assert versions_.running(u) is None
        first = versions_.add_version(u, {"b.yaml": "ø: 1\n", "a.yaml": ""}, "h1", "first", "none", STAMP)
        second = versions_.add_version(u, {"a.yaml": "x"}, "h2", "", "two mails more", Stamp(None, "kari"))
    with store.write() as u:
        assert versions_.versions(u) == (replace(first, running=False), second)
        assert versions_.running(u) == second
        assert first.files == (("a.yaml", ""), ("b.yaml", "ø: 1\n"))
        assert versions_.run(u, 1, STAMP) == first == versions_.running(u)
        assert versions_.version(u, 2) == replace(second, running=False)
        with pytest.raises(PlanError, match="ingen versjon 9"):
            versions_.run(u, 9, STAMP)


def test_silences_in_force(store: Store) -> None:
    silence = Silence("s", "kari", "ferie", NOW, NOW + HOUR, "plan-a", "Psykisk helse", "m", "ksl", "ola")
    with store.write() as u:
        silences_.save_silence(u, silence, STAMP)
        silences_.save_silence(u, silence, STAMP)
    with store.read() as u:
        assert silences_.silences(u) == silences_.silences(u, NOW) == (silence,)
        assert silences_.silences(u, NOW + HOUR) == ()
        assert len(journal.entries(u)) == 1


def test_calendar_entries_and_tokens(filled: Store) -> None:
    entry = feeds.Entry("e@example.org", 1, "hash", NOW, '{"a": "æ"}')
    with filled.write() as u:
        feeds.save_calendar_entries(u, [entry])
        feeds.save_calendar_entries(u, [replace(entry, sequence=2)])
        token = feeds.add_token(u, "secret", "plan-a", "kari", STAMP)
    with filled.write() as u:
        assert feeds.calendar_entries(u) == {"e@example.org": replace(entry, sequence=2)}
        feeds.count_uses(u, {token.hash: 3}, NOW)
        feeds.count_uses(u, {token.hash: 2}, NOW + HOUR)
        assert feeds.revoke_token(u, token.hash, NOW + HOUR, STAMP)
        assert not feeds.revoke_token(u, token.hash, NOW + HOUR, STAMP)
    with filled.read() as u:
        used = replace(token, uses=5, last_used_at=NOW + HOUR, revoked_at=NOW + HOUR)
        assert feeds.token_by_hash(u, feeds.hash_of("secret")) == used
        assert feeds.tokens(u) == (used,)
        assert feeds.token_by_hash(u, "secret") is None


@pytest.mark.parametrize(
    "write",
    [
        lambda u: plans.save_plan(u, samples.plan(title="ny"), STAMP),
        lambda u: plans.save_measure(u, samples.measure(version=1, state="done"), STAMP),
        lambda u: plans.save_occurrences(u, [samples.occurrence()], STAMP),
        lambda u: plans.add_answer(u, samples.answer(), None, STAMP),
        lambda u: meetings.save_meetings(u, [samples.meeting(place="Teams")], STAMP),
        lambda u: feeds.save_calendar_entries(u, [feeds.Entry("e", 0, "h", None, "{}")]),
        lambda u: feeds.add_token(u, "t", "plan-a", None, STAMP),
    ],
)
def test_what_a_feed_could_show_moves_the_counter(filled: Store, write: Any) -> None:
    with filled.read() as u:
        before = feeds.changes(u)
    with filled.write() as u:
        write(u)
    with filled.read() as u:
        assert feeds.changes(u) == before + 1


def test_what_no_feed_shows_leaves_the_counter(filled: Store) -> None:
    with filled.read() as u:
        before = feeds.changes(u)
    with filled.write() as u:
        ledger.add_notices(u, [samples.notice()], STAMP)
        plans.set_looks(u, {"measure-a": NOW})
        plans.save_plan(u, samples.plan(), STAMP)
    with filled.read() as u:
        assert feeds.changes(u) == before


def test_a_tick_that_only_counts_leaves_the_counter(filled: Store) -> None:
    with filled.write() as u:
        plans.save_occurrences(u, [samples.occurrence(counted_from=None)], STAMP)
    with filled.read() as u:
        before = feeds.changes(u)
    with filled.write() as u:
        plans.save_occurrences(u, [samples.occurrence(counted_from=NOW)], STAMP)
    with filled.read() as u:
        assert feeds.changes(u) == before


def test_the_installation_is_fixed_at_its_first_start(store: Store) -> None:
    with store.write() as u:
        assert installation.installation(u) is None
        secret = installation.stored_secret(u)
        assert installation.start(u, "a.example.org", trial=True).domain == "a.example.org"
    with store.write() as u:
        assert installation.start(u, "b.example.org") == installation.Installation("a.example.org", True, None)
        installation.set_clock(u, NOW)
    with store.write() as u:
        assert installation.installation(u) == installation.Installation("a.example.org", True, NOW)
        assert installation.stored_secret(u) == secret and len(secret) > 40


def test_only_a_trial_database_has_a_clock(store: Store) -> None:
    with pytest.raises(PlanError, match="prøvedatabase"), store.write() as u:
        installation.start(u, "a.example.org")
        installation.set_clock(u, NOW)


def test_tenants_do_not_see_each_other(url: str, filled: Store) -> None:
    from engine.store import open_store

    other = open_store(url, "helse-forde")
    with other.write() as u:
        assert plans.plans(u) == () and plans.measure(u, "measure-a") is None
        plans.save_plan(u, samples.plan(title="Deira"), STAMP)
        assert journal.last_seq(u) == 1
    with filled.read() as u:
        assert plans.plan(u, "plan-a") == samples.plan()
    other.close()


def test_a_saved_measure_has_a_version_to_compare_with(filled: Store) -> None:
    with filled.write() as u:
        one = plans.save_measure(u, samples.measure(version=1, state="done"), STAMP)
        assert one.version == 2
        assert plans.save_measure(u, one, STAMP) == one
    for stale in (samples.measure(version=1), samples.measure(version=3), samples.measure("new", version=1)):
        with pytest.raises(StaleError, match="Noen har endret"), filled.write() as u:
            plans.save_measure(u, stale, STAMP)

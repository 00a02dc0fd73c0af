"""The ledger: one notice a key, one outcome a message, whatever dies in between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.store import StaleError, Store, journal, ledger, plans
from rules.identity import single_message_id
from rules.model import Message
from tests.contract import samples
from tests.contract.samples import HOUR, LEASE, NOW, STAMP, message, notice


def _status(store: Store, uid: str, *notices: str) -> tuple[str, ...]:
    with store.read() as u:
        there = ledger.message(u, uid)
        found = ledger.notices_by_id(u, notices)
        return (there.status if there else "none", *(found[id].status for id in notices))


def _only_claim(store: Store, at: object = NOW) -> ledger.Claim:
    with store.write() as u:
        (claimed,) = ledger.claim(u, at, LEASE, 10)  # type: ignore[arg-type]
    return claimed


def test_a_key_is_in_the_ledger_once(filled: Store) -> None:
    with filled.write() as u:
        assert ledger.add_notices(u, [notice("n-a"), notice("n-a")], STAMP) == ("n-a",)
    with filled.write() as u:
        again = notice("n-a", template="other")
        same_key = notice("n-x", step="step-n-a")
        assert ledger.add_notices(u, [again, notice("n-b"), same_key], STAMP) == ("n-b",)
        assert ledger.add_notices(u, [], STAMP) == ()
    with filled.read() as u:
        assert set(ledger.notices_by_id(u, ["n-a", "n-b", "n-x"])) == {"n-a", "n-b"}
        assert ledger.notices_by_id(u, ["n-a"])["n-a"].template == "reminder"
        assert [e.after["id"] for e in journal.entries(u) if e.kind == "notice"] == ["n-a", "n-b"]


def test_moves_to_the_same_day_from_two_others_are_two_notices(filled: Store) -> None:
    moved = [notice(id, kind="moved", step="moved", subject="occurrence-a", cause=id) for id in ("n-1", "n-2")]
    with filled.write() as u:
        assert ledger.add_notices(u, moved, STAMP) == ("n-1", "n-2")


def test_who_waits_for_what(filled: Store) -> None:
    with filled.write() as u:
        ola = notice("n-o", person="ola", deliver_at=NOW + HOUR)
        held, silenced = notice("n-h", status="held"), notice("n-s", status="silenced")
        ledger.add_notices(u, [ola, notice("n-b"), notice("n-a", planned_at=NOW - HOUR), held, silenced], STAMP)
    with filled.write() as u:
        assert ledger.persons_waiting(u, NOW - HOUR) == ()
        assert ledger.persons_waiting(u, NOW) == ("kari",)
        assert ledger.persons_waiting(u, NOW + HOUR) == ("kari", "ola")
        assert [n.id for n in ledger.waiting(u, "kari", NOW)] == ["n-a", "n-b"]
        assert ledger.lock_person(u, "kari") and not ledger.lock_person(u, "nobody")


def test_notices_are_settled_only_while_they_are_in_no_message(filled: Store) -> None:
    with filled.write() as u:
        ledger.add_notices(u, [notice("n-b"), notice("n-h", status="held")], STAMP)
        samples.outbox(u, "n-a")
    with filled.write() as u:
        assert ledger.settle_notices(u, ["n-a", "n-b", "n-h", "no"], "cancelled", "answered", STAMP) == ("n-b", "n-h")
        assert ledger.settle_notices(u, ["n-b"], "waiting", "again", STAMP) == ()
        last = journal.entries(u)[-1]
        assert (last.why, last.before, last.after) == (
            "answered",
            {"id": "n-h", "status": "held"},
            {"id": "n-h", "status": "cancelled"},
        )
    assert _status(filled, "m-n-a", "n-a", "n-b", "n-h") == ("queued", "composed", "cancelled", "cancelled")


def test_a_held_notice_is_released(filled: Store) -> None:
    with filled.write() as u:
        ledger.add_notices(u, [notice(status="held")], STAMP)
        assert ledger.settle_notices(u, ["n-a"], "waiting", "released", STAMP) == ("n-a",)
        assert [n.id for n in ledger.waiting(u, "kari", NOW)] == ["n-a"]


def test_a_notice_is_postponed(filled: Store) -> None:
    with filled.write() as u:
        ledger.add_notices(u, [notice()], STAMP)
        assert ledger.postpone_notices(u, ["n-a", "no"], NOW + HOUR, STAMP) == ("n-a",)
        assert ledger.persons_waiting(u, NOW) == ()
        assert ledger.waiting(u, "kari", NOW + HOUR)[0].deliver_at == NOW + HOUR


def test_a_message_takes_its_notices_in_its_own_order(filled: Store) -> None:
    with filled.write() as u:
        ledger.add_notices(u, [notice(id) for id in ("n-a", "n-b", "n-c")], STAMP)
        digest = message("d", ("n-c", "n-a"), n=1)
        ledger.add_message(u, digest, STAMP)
        ledger.add_message(u, message("s", ("n-b",), n=2), STAMP)
    with filled.read() as u:
        assert ledger.message(u, "d") == digest
        assert [m.uid for m in ledger.messages_on(u, "kari", digest.day)] == ["d", "s"]
        assert ledger.messages_on(u, "ola", digest.day) == ()
        assert {m.uid for m in ledger.messages(u)} == {"d", "s"}
        assert ledger.messages(u, ["no"]) == ()
        assert ledger.waiting(u, "kari", NOW) == ()


def test_a_notice_goes_into_one_message_only(filled: Store) -> None:
    with filled.write() as u:
        samples.outbox(u, "n-a")
    with pytest.raises(StaleError, match="avgjort imens"), filled.write() as u:
        ledger.add_message(u, message("again", ("n-a",)), STAMP)
    assert _status(filled, "again", "n-a") == ("none", "composed")


def test_claim_send_confirm(filled: Store) -> None:
    with filled.write() as u:
        samples.outbox(u, "n-a")
        assert ledger.claim(u, NOW - HOUR, LEASE, 10) == ()
        assert not ledger.messages_wait(u, NOW - HOUR)
        assert ledger.messages_wait(u, NOW)
    claimed = _only_claim(filled)
    assert (claimed.attempt, claimed.first_claim, claimed.message.notices) == (1, True, ("n-a",))
    with filled.write() as u:
        assert ledger.claim(u, NOW + LEASE / 2, LEASE, 10) == ()
        assert not ledger.messages_wait(u, NOW + LEASE / 2)
        assert ledger.messages_wait(u, NOW + LEASE)
        assert ledger.confirm(u, claimed, NOW)
        assert not ledger.messages_wait(u, NOW + 9 * LEASE)
        assert not ledger.confirm(u, claimed, NOW)
        assert ledger.claim(u, NOW + 9 * LEASE, LEASE, 10) == ()
    assert _status(filled, "m-n-a", "n-a") == ("sent", "sent")


def test_at_most_as_many_as_asked_for_and_the_earliest_first(filled: Store) -> None:
    with filled.write() as u:
        ledger.add_notices(u, [notice(id) for id in ("n-1", "n-2", "n-3")], STAMP)
        for id, hours in (("n-1", 3), ("n-2", 1), ("n-3", 2)):
            ledger.add_message(u, message(id, (id,), deliver_at=NOW - hours * HOUR), STAMP)
        assert [c.message.uid for c in ledger.claim(u, NOW, LEASE, 2)] == ["n-1", "n-3"]
        assert [c.message.uid for c in ledger.claim(u, NOW, LEASE, 2)] == ["n-2"]


def test_retry_counts_attempts_and_waits(filled: Store) -> None:
    with filled.write() as u:
        samples.outbox(u, "n-a")
    first = _only_claim(filled)
    with filled.write() as u:
        assert ledger.retry(u, first, NOW + HOUR, "451 later")
        assert not ledger.retry(u, first, NOW + HOUR, "451 later")
        assert ledger.claim(u, NOW + HOUR / 2, LEASE, 10) == ()
    second = _only_claim(filled, NOW + HOUR)
    assert (second.attempt, second.first_claim) == (2, False)


def test_a_message_that_never_arrives_suppresses_its_notices(filled: Store) -> None:
    with filled.write() as u:
        samples.outbox(u, "n-a")
    claimed = _only_claim(filled)
    with filled.write() as u:
        assert ledger.fail(u, claimed, NOW, "550 <kari@example.org> unknown")
        assert not ledger.fail(u, claimed, NOW, "again")
        assert "example.org" not in repr(journal.entries(u))
    assert _status(filled, "m-n-a", "n-a") == ("failed", "suppressed")


def test_a_lease_that_runs_out_once_is_claimed_again(filled: Store) -> None:
    with filled.write() as u:
        samples.outbox(u, "n-a")
    first = _only_claim(filled)
    second = _only_claim(filled, NOW + LEASE)
    assert (second.attempt, second.first_claim) == (2, False)
    assert second.message.message_id == first.message.message_id
    with filled.write() as u:
        assert not ledger.retry(u, first, NOW, "late")
        assert not ledger.fail(u, first, NOW, "late")
        assert ledger.confirm(u, first, NOW + LEASE)  # it did go out, only the news came late
        assert not ledger.confirm(u, second, NOW + LEASE)


def test_a_lease_that_runs_out_twice_leaves_it_to_a_person(filled: Store) -> None:
    with filled.write() as u:
        samples.outbox(u, "n-a")
    _only_claim(filled)
    second = _only_claim(filled, NOW + LEASE)
    with filled.write() as u:
        assert ledger.claim(u, NOW + 2 * LEASE, LEASE, 10) == ()
        assert ledger.next_due(u) is None
    assert _status(filled, "m-n-a", "n-a") == ("uncertain", "uncertain")
    with filled.write() as u:
        assert ledger.confirm(u, second, NOW + 3 * LEASE)
    assert _status(filled, "m-n-a", "n-a") == ("sent", "sent")


def test_an_outcome_forgets_the_lease_that_ran_out(filled: Store) -> None:
    with filled.write() as u:
        samples.outbox(u, "n-a")
    _only_claim(filled)
    second = _only_claim(filled, NOW + LEASE)
    with filled.write() as u:
        assert ledger.retry(u, second, NOW + 2 * LEASE, "451")
    _only_claim(filled, NOW + 2 * LEASE)
    assert _only_claim(filled, NOW + 3 * LEASE).attempt == 4


def _digest(store: Store, *ids: str) -> Message:
    made = message("d", ids, template="digest", message_id="d-hash@tidsfrist.example.org")
    with store.write() as u:
        ledger.add_notices(u, [notice(id) for id in ids], STAMP)
        ledger.add_message(u, made, STAMP)
    return made


def test_a_finished_notice_drops_out_of_a_digest(filled: Store) -> None:
    made = _digest(filled, "n-a", "n-b", "n-c")
    with filled.write() as u:
        left = ledger.drop_from_message(u, "d", ["n-b"], STAMP.because("answered"))
        assert left == replace(made, notices=("n-a", "n-c")) == ledger.message(u, "d")
    assert _status(filled, "d", "n-a", "n-b", "n-c") == ("queued", "composed", "cancelled", "composed")


def test_a_digest_of_one_becomes_single(filled: Store) -> None:
    made = _digest(filled, "n-a", "n-b")
    single = replace(
        made,
        kind="single",
        template="reminder",
        notices=("n-b",),
        message_id=single_message_id("n-b", "tidsfrist.example.org"),
    )
    with filled.write() as u:
        assert ledger.drop_from_message(u, "d", ["n-a", "no"], STAMP) == single
    assert _only_claim(filled).message == replace(single, status="inflight")


def test_a_message_of_none_is_cancelled(filled: Store) -> None:
    _digest(filled, "n-a", "n-b")
    with filled.write() as u:
        assert ledger.drop_from_message(u, "d", ["n-a", "n-b"], STAMP) is None
        assert ledger.drop_from_message(u, "d", ["n-a"], STAMP) is None
        assert ledger.drop_from_message(u, "no", ["n-a"], STAMP) is None
        assert ledger.claim(u, NOW, LEASE, 10) == ()
    assert _status(filled, "d", "n-a", "n-b") == ("cancelled", "cancelled", "cancelled")


def test_notices_may_drop_out_in_the_unit_of_the_first_claim(filled: Store) -> None:
    _digest(filled, "n-a", "n-b", "n-c")
    with filled.write() as u:
        (claimed,) = ledger.claim(u, NOW, LEASE, 10)
        left = ledger.drop_from_message(u, "d", ["n-a"], STAMP)
        assert left == replace(claimed.message, notices=("n-b", "n-c"))
    with filled.write() as u:
        assert ledger.confirm(u, replace(claimed, message=left), NOW)
    assert _status(filled, "d", "n-a", "n-b", "n-c") == ("sent", "cancelled", "sent", "sent")


def test_a_claimed_message_of_none_is_cancelled_for_good(filled: Store) -> None:
    _digest(filled, "n-a", "n-b")
    with filled.write() as u:
        (claimed,) = ledger.claim(u, NOW, LEASE, 10)
        assert ledger.drop_from_message(u, "d", ["n-a", "n-b"], STAMP) is None
        assert ledger.claim(u, NOW + 2 * LEASE, LEASE, 10) == ()
        assert not ledger.confirm(u, claimed, NOW)
        assert not ledger.retry(u, claimed, NOW, "late")


def test_after_the_first_claim_membership_is_frozen(filled: Store) -> None:
    made = _digest(filled, "n-a", "n-b")
    claimed = _only_claim(filled)
    with filled.write() as u:
        frozen = replace(made, status="inflight")
        assert ledger.drop_from_message(u, "d", ["n-a"], STAMP) == frozen == claimed.message
        assert ledger.retry(u, claimed, NOW, "451")
        assert ledger.drop_from_message(u, "d", ["n-a"], STAMP) == replace(made, status="retry")
    assert _only_claim(filled).message.notices == ("n-a", "n-b")


def test_what_cannot_be_written_drops_out_with_the_first_lease(filled: Store) -> None:
    with filled.write() as u:
        ledger.add_notices(u, [notice(id) for id in ("n-a", "n-b", "n-c")], STAMP)
        ledger.add_message(u, message("d", ("n-a", "n-b", "n-c")), STAMP)
    first = _only_claim(filled)
    with filled.write() as u:
        left = ledger.drop_from_message(u, "d", ["n-b"], STAMP.because("unwritable"), "suppressed", first.lease)
        assert left is not None and left.notices == ("n-a", "n-c")
        assert ledger.retry(u, first, NOW + HOUR, "451 later")
    second = _only_claim(filled, NOW + HOUR)
    with filled.write() as u:
        still = ledger.drop_from_message(u, "d", ["n-a"], STAMP, "suppressed", second.lease)
        assert still is not None and still.notices == ("n-a", "n-c")
    assert _status(filled, "d", "n-a", "n-b", "n-c") == ("inflight", "composed", "suppressed", "composed")


def test_a_message_that_waits_for_another_try_can_be_taken_back(filled: Store) -> None:
    with filled.write() as u:
        ledger.add_notices(u, [notice(id) for id in ("n-a", "n-b")], STAMP)
        ledger.add_message(u, message("d", ("n-a", "n-b")), STAMP)
    first = _only_claim(filled)
    with filled.write() as u:
        assert ledger.on_the_way(u, ["n-a"]) == ()
        assert not ledger.take_back(u, "d", {"n-a": "held"}, STAMP)
        assert ledger.retry(u, first, NOW + HOUR, "451 later")
    with filled.write() as u:
        assert [m.uid for m in ledger.on_the_way(u, ["n-a", "n-x"])] == ["d"]
        assert ledger.take_back(u, "d", {"n-a": "held"}, STAMP.because("stopped"))
        assert not ledger.take_back(u, "d", {}, STAMP)
        assert ledger.claim(u, NOW + 9 * HOUR, LEASE, 10) == ()
        assert [n.id for n in ledger.waiting(u, "kari", NOW)] == ["n-b"]
        ledger.add_message(u, message("again", ("n-b",), n=2), STAMP)
        told = [(e.after["id"], e.after["status"], e.why) for e in journal.entries(u) if e.kind == "notice"]
        assert told[-2:] == [("n-a", "held", "stopped"), ("n-b", "waiting", "taken_back")]
    assert _status(filled, "d", "n-a", "n-b") == ("cancelled", "held", "composed")


def test_a_claimed_message_is_taken_back_by_its_own_lease_only(filled: Store) -> None:
    with filled.write() as u:
        samples.outbox(u, "n-a")
    claimed = _only_claim(filled)
    with filled.write() as u:
        assert not ledger.take_back(u, "m-n-a", {}, STAMP, "7")
        assert ledger.take_back(u, "m-n-a", {"n-a": "cancelled"}, STAMP, claimed.lease)
    assert _status(filled, "m-n-a", "n-a") == ("cancelled", "cancelled")


def test_what_did_not_go_out_is_journalled_by_notice_and_who_gave_up_is_told(filled: Store) -> None:
    with filled.write() as u:
        samples.outbox(u, "n-a", "n-b")
        refused, _ = ledger.claim(u, NOW, LEASE, 10)
        ledger.fail(u, refused, NOW, "550 no", "refused")
    _only_claim(filled, NOW + LEASE)
    with filled.write() as u:
        assert ledger.give_up(u, NOW + LEASE) == ()
        assert [m.notices for m in ledger.give_up(u, NOW + 2 * LEASE)] == [("n-b",)]
        assert ledger.give_up(u, NOW + 2 * LEASE) == ()
        told = [(e.after["id"], e.after["status"], e.why) for e in journal.entries(u) if e.kind == "notice"]
    assert told[-2:] == [("n-a", "suppressed", "refused"), ("n-b", "uncertain", "lease_ran_out")]


def test_next_due_is_the_earliest_of_all_that_wait(filled: Store) -> None:
    with filled.write() as u:
        assert ledger.next_due(u) is None
        plans.set_plan_look(u, "plan-a", NOW + 9 * HOUR)
        assert ledger.next_due(u) == NOW + 9 * HOUR
        plans.set_looks(u, {"measure-a": NOW + 8 * HOUR})
        assert ledger.next_due(u) == NOW + 8 * HOUR
        ledger.add_notices(u, [notice("n-a", deliver_at=NOW + 7 * HOUR)], STAMP)
        ledger.add_notices(u, [notice("n-b", deliver_at=NOW, status="held")], STAMP)
        assert ledger.next_due(u) == NOW + 7 * HOUR
        ledger.add_message(u, message("m", ("n-a",), deliver_at=NOW + 6 * HOUR), STAMP)
        assert ledger.next_due(u) == NOW + 6 * HOUR
        (claimed,) = ledger.claim(u, NOW + 6 * HOUR, LEASE, 1)
        assert ledger.next_due(u) == NOW + 6 * HOUR + LEASE
        ledger.confirm(u, claimed, NOW)
        plans.set_looks(u, {"measure-a": None})
        plans.set_plan_look(u, "plan-a", None)
        assert ledger.next_due(u) is None


def test_looks_that_are_due(filled: Store) -> None:
    with filled.write() as u:
        plans.save_measures(u, [samples.measure(f"m{i}") for i in range(4)], STAMP)
        plans.set_looks(u, {})
        plans.set_looks(u, {"m0": NOW, "m1": NOW - HOUR, "m2": NOW + HOUR, "m3": None})
        assert plans.due_measures(u, NOW, 10) == ("m1", "m0")
        assert plans.due_measures(u, NOW, 1) == ("m1",)


def test_plans_that_are_due(filled: Store) -> None:
    with filled.write() as u:
        plans.save_plan(u, samples.plan("new", counted_from=None), STAMP)
        plans.save_plan(u, samples.plan("draft", counted_from=None, status="draft"), STAMP)
        plans.set_plan_look(u, "plan-a", NOW)
        assert plans.due_plans(u, NOW - HOUR) == ("new",)
        assert plans.due_plans(u, NOW) == ("new", "plan-a")

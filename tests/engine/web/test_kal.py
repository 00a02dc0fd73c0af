from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from engine.publish import new_token, refresh
from engine.store import Stamp, Store, Unit, feeds, meetings, open_store, people, plans
from engine.web.kal import FeedIndex, KalApp, MaskTokens, masked
from rules.book import Book
from rules.errors import DownError
from tests.calendars import given
from tests.calendars.given import DOMAIN, NOW, measure, meeting, occurrence, plan
from tests.calendars.lint import lint

STAMP = Stamp(NOW, "import")


class Flaky(Store):
    """A database that can be switched off, and counts how often it is read."""

    off = False
    reads = 0

    @contextmanager
    def read(self) -> Iterator[Unit]:
        if self.off:
            raise DownError("The database cannot be reached.")
        self.reads += 1
        with super().read() as unit:
            yield unit


class Served:
    """The app over a small database, with hands on its clocks."""

    def __init__(self, path: Path) -> None:
        """Opens the database and fills it."""
        opened = open_store(f"sqlite:///{path}")
        self.store = Flaky(opened.engine, opened.tenant)
        self.book: Book = given.book()
        self.now: datetime = NOW
        self.seconds = 0.0
        self.index = FeedIndex(
            self.store, lambda: self.book, lambda: self.now, "https://frist.example.org", lambda: self.seconds
        )
        self.app = KalApp(self.index)
        with self.store.write() as unit:
            people.import_people(unit, self.book.directory.people.values(), self.book.directory.memberships, STAMP)
            plans.save_plan(unit, plan(), STAMP)
            plans.save_measures(unit, [measure()], STAMP)
            plans.save_occurrences(unit, [occurrence()], STAMP)
            meetings.save_meetings(unit, [meeting()], STAMP)
            refresh(unit, self.book, DOMAIN, NOW)

    def token(self, name: str, person: str | None = None) -> str:
        with self.store.write() as unit:
            path = new_token(unit, self.book, name, person, STAMP)
        self.seconds += 2
        return f"/kal/{path}"

    def get(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://kal") as client:
                return await client.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})

        return asyncio.run(ask())

    def rename(self, title: str) -> None:
        with self.store.write() as unit:
            old = plans.measure(unit, "tiltak0000000001")
            assert old is not None
            plans.save_measure(unit, replace(old, title=title), STAMP)
            refresh(unit, self.book, DOMAIN, self.now)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = Served(tmp_path / "kal.db")
    yield made
    made.store.close()


def test_a_feed_is_served_as_calendars_want_it(served: Served) -> None:
    answer = served.get(served.token("plan-lsu-2015"), User_Agent="Google-Calendar-Importer")
    assert answer.status_code == 200
    assert lint(answer.content) == []
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, max-age=300"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["last-modified"] == "Mon, 02 Mar 2015 08:00:00 GMT"
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert "content-disposition" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert "content-encoding" not in answer.headers


def test_two_gets_are_equal_and_an_etag_saves_the_second(served: Served) -> None:
    path = served.token("alt")
    one, other = served.get(path), served.get(path)
    assert (one.content, one.headers["etag"]) == (other.content, other.headers["etag"])
    for tag in (one.headers["etag"], f'"x", W/{one.headers["etag"]}', "*"):
        same = served.get(path, If_None_Match=tag)
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", one.headers["etag"])
        assert "content-length" not in same.headers
    assert served.get(path, If_None_Match='"nope"').status_code == 200


def test_the_date_counts_only_where_there_is_no_etag(served: Served) -> None:
    path = served.token("alt")
    changed = served.get(path).headers["last-modified"]
    assert served.get(path, If_Modified_Since=changed).status_code == 304
    assert served.get(path, If_Modified_Since="Sun, 01 Mar 2015 08:00:00 GMT").status_code == 200
    assert served.get(path, If_Modified_Since="yesterday").status_code == 200
    assert served.get(path, If_Modified_Since=changed, If_None_Match='"nope"').status_code == 200


def test_head_is_get_without_the_body(served: Served) -> None:
    path = served.token("alt")
    head, get = served.get(path, "HEAD"), served.get(path)
    assert (head.status_code, head.content, head.headers) == (200, b"", get.headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND", "OPTIONS"])
def test_nothing_else_is_answered(served: Served, method: str) -> None:
    answer = served.get(served.token("alt"), method)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_unknown_revoked_and_misused_tokens_look_the_same(served: Served) -> None:
    path = served.token("alt")
    other = served.token("plan-lsu-2015")
    with served.store.write() as unit:
        feeds.revoke_token(unit, feeds.hash_of(other.split("/")[2]), NOW, STAMP)
    served.seconds += 2
    wrong = [
        other,
        path.replace("alt.ics", "plan-lsu-2015.ics"),
        path.replace("/alt", "x/alt"),
        "/kal/alt.ics",
        "/kal//alt.ics",
        path.removesuffix(".ics"),
        "/kal/æøå/alt.ics",
    ]
    answers = [served.get(p) for p in wrong]
    assert {a.status_code for a in answers} == {404}
    assert {(a.content, tuple(sorted(a.headers.items()))) for a in answers} == {
        (b"", tuple(sorted(answers[0].headers.items())))
    }
    assert served.get(path).status_code == 200


def test_a_change_is_seen_within_a_second_and_not_asked_for_before(served: Served) -> None:
    path = served.token("alt")
    before = served.get(path).headers["etag"]
    reads = served.store.reads
    served.rename("Et nytt navn")
    assert served.get(path).headers["etag"] == before
    assert served.store.reads == reads
    served.seconds += 1
    assert "Et nytt navn" in served.get(path).text
    assert served.store.reads == reads + 1


def test_a_new_day_moves_the_window_without_any_change(served: Served) -> None:
    path = served.token("alt")
    assert "BEGIN:VEVENT" in served.get(path).text
    served.now += timedelta(days=400)
    served.seconds += 1
    answer = served.get(path)
    assert answer.status_code == 200
    assert "BEGIN:VEVENT" not in answer.text
    assert lint(answer.content) == []
    assert answer.headers["last-modified"] == "Mon, 04 Apr 2016 22:00:00 GMT"


def test_a_database_that_is_down_is_never_an_empty_calendar(served: Served) -> None:
    path = served.token("alt")
    good = served.get(path).content
    served.store.off = True
    assert served.get(path).content == good  # still fresh
    served.seconds += 1
    answer = served.get(path)
    assert (answer.status_code, answer.headers["retry-after"], answer.content) == (503, "120", b"")
    served.store.off = False
    assert served.get(path).content == good


def test_a_personal_feed_shows_what_is_hers_and_closes_with_the_role(served: Served) -> None:
    mine, role = served.token("min", "pkari"), served.token("rolle-leder", "pkari")
    assert served.get(mine).text.count("BEGIN:VEVENT") == 1
    assert served.get(role).status_code == 200
    directory = served.book.directory
    served.book = replace(served.book, directory=replace(directory, memberships=()))
    served.seconds += 1
    assert served.get(role).status_code == 404
    assert served.get(mine).text.count("BEGIN:VEVENT") == 0


def test_a_feed_whose_plan_is_gone_is_not_found(served: Served) -> None:
    path = served.token("plan-lsu-2015")
    with served.store.write() as unit:
        plans.save_plan(unit, plan(status="draft"), STAMP)
    served.seconds += 1
    assert served.get(path).status_code == 404


def test_usage_is_counted_and_taken_once(served: Served) -> None:
    path = served.token("alt")
    for _ in range(3):
        served.get(path)
    served.get("/kal/feil/alt.ics")
    digest = feeds.hash_of(path.split("/")[2])
    assert served.index.take_uses() == {digest: 3}
    assert served.index.take_uses() == {}


def test_other_asgi_events_are_left_alone(served: Served) -> None:
    async def nothing(*_: Any) -> Any:
        raise AssertionError

    asyncio.run(served.app({"type": "lifespan"}, nothing, nothing))


TOKEN = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFy-_1"


def test_the_log_never_holds_a_token(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("test.access")
    caplog.handler.addFilter(MaskTokens())
    with caplog.at_level("INFO", "test.access"):
        log.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:5", "GET", f"/kal/{TOKEN}/lsu.ics?x=1", "1.1", 200)
        log.info(f"GET https://frist.example.org/kal/{TOKEN}/lsu.ics")
        log.info("uten")
    assert TOKEN not in caplog.text
    assert caplog.text.count("/kal/…y-_1/lsu.ics") == 2


@pytest.mark.parametrize("text", ["/kal/", "/kalender/abc", "/plan/abc", "kal"])
def test_other_paths_are_logged_as_they_are(text: str) -> None:
    assert masked(text).replace("…", "") == text

"""The demo without a terminal or a browser: the clock, the play in the background, the pages."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import httpx
import pytest

from engine.bootstrap import open_installation
from engine.clock import system_now
from engine.demo import Demo, open_demo
from engine.settings import Settings
from engine.web.demo_app import demo_app
from engine.web.views import Reader, plan_view
from rules.errors import DownError, TidsfristError

CONFIG = Path(__file__).parents[2] / "config"
HOME = "http://127.0.0.1:8000"
FIRST, LAST = date(2015, 1, 1), date(2015, 1, 20)
Visit = Callable[[Demo, httpx.AsyncClient], Awaitable[None]]


def _settings() -> Settings:
    return Settings(config=CONFIG)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a demo that has been played for three weeks."""
    folder = tmp_path_factory.mktemp("kept")

    async def run() -> None:
        async with open_demo(_settings(), folder / "demo.db", FIRST, HOME) as demo:
            demo.open_feeds()
            async for _ in demo.events(demo.end_of(LAST)):
                pass
            demo.refresh_feeds()

    asyncio.run(run())
    return folder


@pytest.fixture
def visit(kept: Path, tmp_path: Path) -> Callable[[Visit], None]:
    """Opens a copy of the kept demo with its pages, and lets the test walk about in it."""
    copy = shutil.copytree(kept, tmp_path / "copy")

    def walk(what: Visit) -> None:
        async def run() -> None:
            async with open_demo(_settings(), copy / "demo.db", FIRST, HOME) as demo:
                transport = httpx.ASGITransport(demo_app(demo, HOME))
                async with httpx.AsyncClient(transport=transport, base_url=HOME) as browser:
                    await what(demo, browser)
                await demo.pause()

        asyncio.run(run())

    return walk


def _dump(demo: Demo) -> str:
    connection = sqlite3.connect(demo.home.store.engine.url.database or "")
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


async def _come_to_rest(demo: Demo) -> None:
    while demo.playing:
        await asyncio.sleep(0)


def _measure(demo: Demo, number: str) -> tuple[str, str, str]:
    """(measure, its first open occurrence, a person who is told) of the LSU plan."""
    with demo.home.store.read() as unit:
        _, areas = plan_view(unit, "lsu-drammen-2015", Reader(demo.home.book, demo.today))
        found = next(m for a in areas for m in a.measures if m.number == number)
    return found.uid, next(o.uid for o in found.occurrences if o.open), found.people[0][0]


def test_every_page_answers_and_a_get_changes_nothing(visit: Callable[[Visit], None]) -> None:
    async def walk(demo: Demo, browser: httpx.AsyncClient) -> None:
        before, mails = _dump(demo), list(demo.mailbox.mails)
        uid, _, _ = _measure(demo, "1.1")
        paths = ["/", "/klokka", "/innboks", "/innboks?til=nobody&plan=x&dato=2015-01&side=9", "/planer", "/sporsmal"]
        paths += [f"/innboks/1{part}" for part in ("", "?vis=tekst", "?vis=hoder", "?vis=<x>", "/html", "/kilde")]
        paths += ["/planer/lsu-drammen-2015", f"/tiltak/{uid}", "/kalendere", "/healthz", "/readyz", "/metrics"]
        paths += ["/static/style.css", "/kal/demo-plan-lsu-drammen-2015/plan-lsu-drammen-2015.ics"]
        for path in paths:
            answer = await browser.get(path)
            assert answer.status_code == 200, (path, answer.text)
            assert "nosniff" in answer.headers["x-content-type-options"], path
        assert (_dump(demo), demo.mailbox.mails) == (before, mails)

    visit(walk)


def test_what_is_not_there_is_said_so(visit: Callable[[Visit], None]) -> None:
    async def walk(demo: Demo, browser: httpx.AsyncClient) -> None:
        mails = ("/innboks/0", "/innboks/99999", "/innboks/abc", "/innboks?side=x")
        for path in (*mails, "/planer/nix", "/tiltak/nix", "/nix"):
            answer = await browser.get(path)
            assert answer.status_code == 404, path
            assert "Siden finnes ikke" in answer.text

    visit(walk)


def test_both_languages(visit: Callable[[Visit], None]) -> None:
    async def walk(demo: Demo, browser: httpx.AsyncClient) -> None:
        assert "Fem handlingsplaner" in (await browser.get("/")).text
        chosen = await browser.post("/maal", data={"maal": "nn"}, headers={"origin": HOME})
        assert chosen.status_code == 303
        page = await browser.get("/")
        assert "Fem handlingsplanar" in page.text
        assert '<html lang="nn">' in page.text

    visit(walk)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"host": "evil.example"},
    ],
)
def test_a_change_from_elsewhere_is_refused(visit: Callable[[Visit], None], headers: dict[str, str]) -> None:
    async def walk(demo: Demo, browser: httpx.AsyncClient) -> None:
        before = demo.now
        answer = await browser.post("/klokka", data={"gjor": "dag"}, headers=headers)
        assert answer.status_code == 403
        assert (demo.now, demo.playing) == (before, False)

    visit(walk)


def test_the_clock_steps_days_and_weeks_and_plays_to_a_day(visit: Callable[[Visit], None]) -> None:
    async def walk(demo: Demo, browser: httpx.AsyncClient) -> None:
        assert demo.today == LAST
        for form, day in (
            ({"gjor": "dag"}, date(2015, 1, 21)),
            ({"gjor": "uke"}, date(2015, 1, 28)),
            ({"gjor": "til", "til": "2015-02-03", "fart": "fort"}, date(2015, 2, 3)),
        ):
            answer = await browser.post("/klokka", data=form, headers={"origin": HOME, "referer": f"{HOME}/innboks"})
            assert (answer.status_code, answer.headers["location"]) == (303, "/innboks")
            await _come_to_rest(demo)
            assert (demo.today, demo.now) == (day, demo.end_of(day))
        assert not demo.progress.error

    visit(walk)


def test_a_play_can_be_paused_and_goes_on(visit: Callable[[Visit], None]) -> None:
    async def walk(demo: Demo, browser: httpx.AsyncClient) -> None:
        demo.play(demo.end_of(date(2015, 6, 30)), "sakte")
        page = await browser.get("/klokka")
        assert "hx-trigger" in page.text
        await browser.post("/klokka", data={"gjor": "pause"}, headers={"origin": HOME})
        assert not demo.playing
        assert demo.today < date(2015, 6, 30)
        assert "hx-trigger" not in (await browser.get("/klokka")).text
        stood = demo.now
        await browser.post("/klokka", data={"gjor": "uke"}, headers={"origin": HOME})
        await _come_to_rest(demo)
        assert demo.now > stood

    visit(walk)


@pytest.mark.parametrize("form", [{"gjor": "til", "til": "2014-01-01"}, {"gjor": "til", "til": "x"}, {"gjor": "x"}, {}])
def test_the_clock_refuses_what_it_cannot_do(visit: Callable[[Visit], None], form: dict[str, str]) -> None:
    async def walk(demo: Demo, browser: httpx.AsyncClient) -> None:
        answer = await browser.post("/klokka", data=form, headers={"origin": HOME})
        assert answer.status_code == 400
        assert "Det gikk ikke" in answer.text
        assert demo.today == LAST

    visit(walk)


def test_an_answer_from_the_page_moves_the_measure_and_is_told_why(visit: Callable[[Visit], None]) -> None:
    async def walk(demo: Demo, browser: httpx.AsyncClient) -> None:
        uid, occurrence, person = _measure(demo, "1.1")
        form = {"frist": occurrence, "svar": "done", "hvem": person, "kommentar": "<b>Avholdt</b>"}
        answer = await browser.post(f"/tiltak/{uid}/svar", data=form, headers={"origin": HOME})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/tiltak/{uid}"), answer.text
        page = (await browser.get(f"/tiltak/{uid}")).text
        assert "Planlagt → Utført" in page
        assert "<b>Avholdt" not in page

    visit(walk)


def test_an_answer_from_nobody_is_refused(visit: Callable[[Visit], None]) -> None:
    async def walk(demo: Demo, browser: httpx.AsyncClient) -> None:
        uid, occurrence, _ = _measure(demo, "1.1")
        form = {"frist": occurrence, "svar": "done", "hvem": "nobody"}
        assert (await browser.post(f"/tiltak/{uid}/svar", data=form)).status_code == 400

    visit(walk)


def test_a_mail_is_shown_where_nothing_of_it_can_run(visit: Callable[[Visit], None]) -> None:
    async def walk(demo: Demo, browser: httpx.AsyncClient) -> None:
        raw = b"Subject: <script>x</script>\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script><p>hei"
        mail = demo.mailbox.receive("a@example.org", "b@example.org", raw)
        page = await browser.get(f"/innboks/{mail.n}")
        assert "<script>x" not in page.text
        assert "allow-scripts" not in page.text
        frame = await browser.get(f"/innboks/{mail.n}/html")
        assert "default-src 'none'" in frame.headers["content-security-policy"]
        assert "sandbox" in frame.headers["content-security-policy"]
        assert (await browser.get(f"/innboks/{mail.n}/kilde")).headers["content-type"].startswith("text/plain")

    visit(walk)


def test_the_clock_never_goes_back(visit: Callable[[Visit], None]) -> None:
    async def walk(demo: Demo, browser: httpx.AsyncClient) -> None:
        with pytest.raises(TidsfristError, match="bare framover"):
            demo.play(demo.now)

    visit(walk)


def test_two_demos_do_not_share_a_database(visit: Callable[[Visit], None]) -> None:
    async def walk(demo: Demo, browser: httpx.AsyncClient) -> None:
        path = Path(demo.home.store.engine.url.database or "")
        with pytest.raises(DownError, match="i bruk av en annen demo"):
            async with open_demo(_settings(), path):
                pass

    visit(walk)


def test_a_database_that_is_not_for_trial_is_left_alone(tmp_path: Path) -> None:
    real = tmp_path / "real.db"
    settings = Settings(config=CONFIG, database_url=f"sqlite:///{real}", mail_from="t@example.org")
    open_installation(settings, system_now()).close()

    async def run() -> None:
        with pytest.raises(TidsfristError, match="en virkelig"):
            async with open_demo(_settings(), real):
                pass

    asyncio.run(run())

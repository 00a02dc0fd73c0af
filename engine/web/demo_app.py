"""The demo as a web site: a clock to play with, an inbox, plans, calendars. Public names: demo_app."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from engine.answers import Said, answer
from engine.demo import PACES, Demo, feed_token
from engine.mailbox import Mail, parts_of
from engine.publish import known_feeds
from engine.service import Health
from engine.statuses import offered_outcomes
from engine.store import ledger, plans
from engine.web import history, inbox, views
from engine.web.guard import Guard
from engine.web.health import health_routes
from engine.web.kal import FeedIndex, KalApp
from engine.web.pages import NotFound, Pages, back_to, locale_of, on_day
from rules.errors import TidsfristError

PER_PAGE = 60
LATEST = 8
BODY_MAX = 20_000


def demo_app(demo: Demo, base_url: str) -> FastAPI:
    """The application. GET reads; the clock, answers and the language are POST."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        demo.open_feeds()
        demo.refresh_feeds()
        yield
        await demo.pause()

    app = FastAPI(title="tidsfrist demo", docs_url=None, redoc_url=None, lifespan=lifespan)
    site = DemoSite(demo, base_url)
    site.pages.install(app)
    app.include_router(site.routes())
    app.include_router(health_routes(lambda: demo.home.store, Health()))
    index = FeedIndex(demo.home.store, lambda: demo.home.book, lambda: demo.now, base_url)
    app.mount("/kal", KalApp(index))
    app.add_middleware(Guard, loopback_only=True)
    return app


class DemoSite:
    """The pages of one demo."""

    def __init__(self, demo: Demo, base_url: str) -> None:
        self.demo, self.base_url = demo, base_url.rstrip("/")
        self.pages = Pages(self._shared)

    def _shared(self, request: Request) -> dict[str, Any]:
        return {
            "demo": self.demo,
            "now": self.demo.now,
            "today": self.demo.today,
            "zone": self.demo.home.book.zone,
            "progress": self.demo.progress,
            "mail_count": len(self.demo.mailbox.mails),
            "paces": tuple(PACES),
            "day_after": timedelta(days=1),
        }

    def routes(self) -> APIRouter:
        """Every address of the site."""
        router = APIRouter(include_in_schema=False)
        get: dict[str, Callable[..., Any]] = {
            "/": self.front,
            "/klokka": self.clock,
            "/innboks": self.inbox,
            "/innboks/{n}": self.mail,
            "/innboks/{n}/html": self.mail_html,
            "/innboks/{n}/kilde": self.mail_source,
            "/planer": self.plans,
            "/planer/{plan_id}": self.plan,
            "/tiltak/{uid}": self.measure,
            "/sporsmal": self.questions,
            "/kalendere": self.feeds,
        }
        for path, page in get.items():
            router.add_api_route(path, page, methods=["GET"])
        router.add_api_route("/klokka", self.turn_clock, methods=["POST"])
        router.add_api_route("/tiltak/{uid}/svar", self.say, methods=["POST"])
        return router

    def _reader(self, request: Request) -> views.Reader:
        return views.Reader(self.demo.home.book, self.demo.today, locale_of(request))

    def _mails(self) -> list[inbox.MailRow]:
        return inbox.rows(tuple(self.demo.mailbox.mails), self.demo.home.book.zone)

    def front(self, request: Request) -> HTMLResponse:
        """What this is, the clock, the newest mails and the plans."""
        with self.demo.home.store.read() as unit:
            listed = views.plan_rows(unit, self._reader(request))
        return self.pages.page(request, "demo_front.html", plans=listed, latest=self._mails()[:LATEST])

    def clock(self, request: Request) -> HTMLResponse:
        """The clock's bar alone, for the page to fetch while it plays."""
        return self.pages.page(request, "_clock.html", latest=self._mails()[:LATEST], fragment=True)

    async def turn_clock(self, request: Request) -> RedirectResponse:
        """Steps a day or a week, plays to a day, or pauses."""
        form = await request.form()
        match form.get("gjor"):
            case "pause":
                await self.demo.pause()
            case "dag":
                self._play(1)
            case "uke":
                self._play(7)
            case "til":
                until = self.demo.end_of(on_day(str(form.get("til", ""))))
                self.demo.play(until, _pace(str(form.get("fart", ""))))
            case other:
                raise TidsfristError(f"Klokka kan ikke gjøre «{other}».")
        return RedirectResponse(back_to(request), 303)

    def _play(self, days: int) -> None:
        """Whole days: the rest of today counts as one where the day has begun but is not over."""
        end = self.demo.end_of(self.demo.today)
        first = self.demo.today if self.demo.now < end else self.demo.today + timedelta(days=1)
        self.demo.play(self.demo.end_of(first + timedelta(days=days - 1)))

    def inbox(self, request: Request, til: str = "", plan: str = "", dato: str = "", side: int = 1) -> HTMLResponse:
        """The list of mails."""
        chosen, every = inbox.Filter(til, plan, dato), self._mails()
        shown = [row for row in every if chosen.shows(row)]
        people, known = inbox.choices(every)
        first = max(side - 1, 0) * PER_PAGE
        return self.pages.page(
            request,
            "inbox.html",
            rows=shown[first : first + PER_PAGE],
            found=len(shown),
            side=max(side, 1),
            more=len(shown) > first + PER_PAGE,
            chosen=chosen,
            people=people,
            plan_ids=known,
        )

    def _mail(self, n: int) -> Mail:
        mail = self.demo.mailbox.mail(n)
        if mail is None:
            raise NotFound(f"Innboksen har ingen e-post nr. {n}.")
        return mail

    def mail(self, request: Request, n: int, vis: str = "html") -> HTMLResponse:
        """One mail, as its recipient sees it."""
        mail = self._mail(n)
        row = inbox.rows([mail], self.demo.home.book.zone)[0]
        with self.demo.home.store.read() as unit:
            notices = ledger.notices_by_id(unit, row.head.notices)
            measures = plans.measures_by_uid(unit, {x.measure for x in notices.values() if x.measure})
        about = sorted(measures.values(), key=lambda m: m.number)
        show = vis if vis in ("html", "tekst", "hoder") else "html"
        return self.pages.page(request, "mail.html", row=row, parts=parts_of(mail.raw), vis=show, about=about)

    def mail_html(self, n: int) -> HTMLResponse:
        """The HTML part by itself, for the frame."""
        answer = HTMLResponse(inbox.isolated(parts_of(self._mail(n).raw).html))
        answer.headers["content-security-policy"] = inbox.FRAME_POLICY
        return answer

    def mail_source(self, n: int) -> Response:
        """The bytes as they came."""
        return PlainTextResponse(self._mail(n).raw)

    def plans(self, request: Request) -> HTMLResponse:
        """Every plan."""
        with self.demo.home.store.read() as unit:
            listed = views.plan_rows(unit, self._reader(request))
        return self.pages.page(request, "plans.html", plans=listed)

    def plan(self, request: Request, plan_id: str) -> HTMLResponse:
        """A plan's measures, with deadlines as written and as read."""
        with self.demo.home.store.read() as unit:
            plan, areas = views.plan_view(unit, plan_id, self._reader(request))
        return self.pages.page(request, "plan.html", plan=plan, areas=areas)

    def measure(self, request: Request, uid: str) -> HTMLResponse:
        """A measure, its answers, and what happened to it and why."""
        reader = self._reader(request)
        with self.demo.home.store.read() as unit:
            shown = views.measure_view(unit, uid, reader)
            kept = plans.measure(unit, uid)
            lines = history.history(unit, kept, reader) if kept else ()
        mails = {notice: row.n for row in self._mails() for notice in row.head.notices}
        outcomes = offered_outcomes(reader.locale, reader.book)
        return self.pages.page(request, "measure.html", m=shown, lines=lines, mails=mails, outcomes=outcomes)

    async def say(self, request: Request, uid: str) -> RedirectResponse:
        """An answer, as one of the responsible would give it."""
        form = await request.form()
        review = str(form.get("ses", ""))
        by = next((p.uid for p in self.demo.home.book.directory.people.values() if p.id == form.get("hvem")), None)
        if by is None:
            raise TidsfristError("Velg hvem som svarer.")
        comment = str(form.get("kommentar", ""))[:BODY_MAX].strip()
        said = Said(
            occurrence=str(form.get("frist", "")),
            outcome=str(form.get("svar", "")),
            by=by,
            comment=comment or None,
            review_on=on_day(review) if review else None,
        )
        with self.demo.home.store.write() as unit:
            answer(unit, said, self.demo.home.book, self.demo.now)
        self.demo.refresh_feeds()
        return RedirectResponse(f"/tiltak/{uid}", 303)

    def questions(self, request: Request) -> HTMLResponse:
        """What the secretariat must look at."""
        with self.demo.home.store.read() as unit:
            asked = views.open_questions(unit, self._reader(request))
        return self.pages.page(request, "questions.html", measures=asked)

    def feeds(self, request: Request) -> HTMLResponse:
        """Every calendar with its address."""
        with self.demo.home.store.read() as unit:
            known = known_feeds(unit, self.demo.home.book)
        rows = [(name, title, self._feed_url(name)) for name, title in known.items() if name != "min"]
        return self.pages.page(request, "feeds.html", feeds=rows)

    def _feed_url(self, name: str) -> str:
        return f"{self.base_url}/kal/{feed_token(name)}/{name}.ics"


def _pace(text: str) -> str:
    return text if text in PACES else "fort"

"""A real installation as a web site: plans in numbers, calendars, health. Public names: serve_app.

Staff pages with log-in come later; until then nothing here is about a person, and by default it answers on this
machine only.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from engine.publish import known_feeds
from engine.service import Works
from engine.web import views
from engine.web.guard import Guard
from engine.web.health import health_routes
from engine.web.kal import FeedIndex, KalApp
from engine.web.pages import Pages, locale_of

Work = Callable[[], AbstractAsyncContextManager[None]]


def serve_app(works: Works, index: FeedIndex, clock: Callable[[], datetime], work: Work) -> FastAPI:
    """The application. `work`: what goes on beside it, from its start to its end."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with work():
            yield

    app = FastAPI(title="tidsfrist", docs_url=None, redoc_url=None, lifespan=lifespan)
    site = Site(works, clock)
    site.pages.install(app)
    app.add_api_route("/", site.front, methods=["GET"], include_in_schema=False)
    app.include_router(health_routes(lambda: works.home.store, works.health))
    app.mount("/kal", KalApp(index))
    app.add_middleware(Guard)
    return app


class Site:
    """The open pages of an installation."""

    def __init__(self, works: Works, clock: Callable[[], datetime]) -> None:
        self.works, self.clock = works, clock
        self.pages = Pages(self._shared)

    def _shared(self, request: Request) -> dict[str, Any]:
        return {"zone": self.works.home.book.zone}

    def front(self, request: Request) -> HTMLResponse:
        """Plans in numbers, the names of the calendars, and whether all is well."""
        book, health = self.works.home.book, self.works.health
        today = self.clock().astimezone(book.zone).date()
        with self.works.home.store.read() as unit:
            listed = views.plan_rows(unit, views.Reader(book, today, locale_of(request)))
            feeds = [(name, title) for name, title in known_feeds(unit, book).items() if name != "min"]
        return self.pages.page(
            request, "front.html", plans=listed, feeds=feeds, ticked_at=health.ticked_at, troubles=health.troubles
        )

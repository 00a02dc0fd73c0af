"""Pages from Jinja2 templates, in bokmål or nynorsk. Public names: Pages, NotFound, locale_of, back_to, on_day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException

from notifiers.words import day_words, shorten, when_words
from rules.errors import DownError, TidsfristError

HERE = Path(__file__).parent
COOKIE = "maal"
LOCALES = ("nb", "nn")
_YEAR_SECONDS = 365 * 24 * 3600


class NotFound(TidsfristError):
    """There is no such page."""


def locale_of(request: Request) -> str:
    """The language that the reader has chosen; bokmål otherwise."""
    chosen = request.cookies.get(COOKIE)
    return chosen if chosen in LOCALES else "nb"


def back_to(request: Request, otherwise: str = "/") -> str:
    """The path of ours that a form came from."""
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc != request.headers.get("host") or not came.path.startswith("/") or came.path.startswith("//"):
        return otherwise
    return f"{came.path}?{came.query}" if came.query else came.path


class Pages:
    """Renders templates; what every page needs comes from `shared` (request → values)."""

    def __init__(self, shared: Callable[[Request], dict[str, Any]]) -> None:
        self._shared = shared
        self._jinja = Environment(
            loader=PackageLoader("engine.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._jinja.filters["shorten"] = shorten

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page, or a part of one."""
        locale = locale_of(request)
        words = {
            "locale": locale,
            "t": lambda nb, nn: nn if locale == "nn" else nb,
            "day": lambda day: day_words(day, locale),
            "short": lambda day: short_day(day, locale),
            "when": lambda day, today: when_words(day, today, locale),
            "clock": lambda at, zone: clock_words(at, zone, locale),
            "query": lambda **given: urlencode({k: v for k, v in given.items() if v}),
            "path": request.url.path,
        }
        text = self._jinja.get_template(template).render(**words, **self._shared(request), **values)
        return HTMLResponse(text, status)

    def install(self, app: FastAPI) -> None:
        """Static files, the language switch, and errors as pages."""
        app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
        app.add_api_route("/maal", self.choose_language, methods=["POST"], include_in_schema=False)
        app.add_exception_handler(TidsfristError, self._failed)
        app.add_exception_handler(HTTPException, self._refused)
        app.add_exception_handler(RequestValidationError, self._unknown)

    async def choose_language(self, request: Request) -> RedirectResponse:
        """Keeps the reader's language in a cookie."""
        chosen = str((await request.form()).get("maal", "nb"))
        answer = RedirectResponse(back_to(request), 303)
        if chosen in LOCALES:
            answer.set_cookie(COOKIE, chosen, max_age=_YEAR_SECONDS, httponly=True, samesite="lax")
        return answer

    async def _failed(self, request: Request, error: Exception) -> HTMLResponse:
        status = 404 if isinstance(error, NotFound) else 503 if isinstance(error, DownError) else 400
        return self._error(request, status, str(error))

    async def _refused(self, request: Request, error: Exception) -> HTMLResponse:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return self._error(request, status, "")

    async def _unknown(self, request: Request, error: Exception) -> HTMLResponse:
        """An address with something in it that cannot be, as «/innboks/abc»: there is no such page."""
        return self._error(request, 404, "")

    def _error(self, request: Request, status: int, words: str) -> HTMLResponse:
        try:
            return self.page(request, "error.html", status, words=words, code=status)
        except DownError:
            return HTMLResponse("<!DOCTYPE html><title>tidsfrist</title><p>Databasen svarer ikke.</p>", 503)


def clock_words(at: datetime | None, zone: ZoneInfo, locale: str) -> str:
    """«16. juni 2015 kl. 07.45»; "" for no instant."""
    if at is None:
        return ""
    return format_datetime(at.astimezone(zone), "d. MMMM y 'kl.' HH.mm", locale=locale)


def short_day(day: date | None, locale: str) -> str:
    """«30. juni 2015»; "" for no day."""
    return format_date(day, "d. MMMM y", locale=locale) if day else ""


def on_day(text: str) -> date:
    """A day from a form. Raises TidsfristError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TidsfristError(f"«{text}» er ikke en dag. Skriv for eksempel 2015-06-16.") from None

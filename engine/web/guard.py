"""What every answer carries and every change must pass. Public names: Guard.

GET never changes anything; whatever changes something must come from our own pages (RFC 6454 origin, Fetch Metadata).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
    b"x-robots-tag": b"noindex, nofollow",
    b"cache-control": b"no-store",
}
_SAFE = ("GET", "HEAD", "OPTIONS")
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class Guard:
    """ASGI middleware: security headers, same-origin changes, and (`loopback_only`) no other host name, so that a page
    on the web cannot reach a demo through a name that it points here."""

    def __init__(self, app: App, *, loopback_only: bool = False) -> None:
        self._app, self._loopback_only = app, loopback_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or lets it through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope["method"], _headers(scope))
        if refused:
            await _plain(_with_headers(send), refused)
        else:
            await self._app(scope, receive, _with_headers(send))

    def _refused(self, method: str, headers: Mapping[str, str]) -> str:
        host = headers.get("host", "")
        if self._loopback_only and host.rpartition(":")[0] not in _LOOPBACK and host not in _LOOPBACK:
            return "Denne siden svarer bare på 127.0.0.1 og localhost."
        if method not in _SAFE and not _same_origin(headers, host):
            return "Endringer kan bare gjøres fra våre egne sider."
        return ""


def _same_origin(headers: Mapping[str, str], host: str) -> bool:
    """Browsers always say where a change comes from; a script that says nothing is not led astray by a page."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == host


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _with_headers(send: Send) -> Send:
    async def wrapped(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            more = [(name, value) for name, value in _ALWAYS.items() if name not in given]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return wrapped


async def _plain(send: Send, words: str) -> None:
    body = words.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})

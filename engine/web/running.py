"""A web application in this process, from a free port to a clean stop. Public names: bind, serve, address_of."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Callable, Iterator

import uvicorn
from fastapi import FastAPI

from engine.web.kal import MaskTokens
from rules.errors import DownError

TRIES = 20
GRACE_SECONDS = 5


def bind(host: str, port: int, *, or_next: bool = False) -> socket.socket:
    """A listening socket. `or_next`: where the port is taken, one of those after it. Raises DownError."""
    for candidate in range(port, port + TRIES if or_next and port else port + 1):
        try:
            return _listening(host, candidate)
        except OSError as error:
            last = error
    raise DownError(_taken(host, port, last))


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made


def _taken(host: str, port: int, error: OSError) -> str:
    why = error.strerror or str(error)
    return f"Får ikke svare på {host}:{port} ({why}). Er noe annet i gang der? Velg en annen med --port."


def address_of(made: socket.socket) -> str:
    """The address a browser on this machine can open."""
    host, port = made.getsockname()[:2]
    name = "127.0.0.1" if host == "0.0.0.0" else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


class _Server(uvicorn.Server):
    """uvicorn, but signals are ours: it would raise them again after a clean stop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(app: FastAPI, made: socket.socket, stop: Callable[[], None]) -> None:
    """Serves until SIGTERM or SIGINT; `stop` is called at the first one, so that other work ends too."""
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=GRACE_SECONDS
    )
    server = _Server(config)

    def leave() -> None:
        stop()
        server.should_exit = True

    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, leave)
    logging.getLogger("uvicorn.error").addFilter(MaskTokens())
    await server.serve(sockets=[made])

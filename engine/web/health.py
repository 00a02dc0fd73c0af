"""/healthz, /readyz and /metrics. Public names: health_routes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from fastapi import APIRouter
from fastapi.responses import JSONResponse, PlainTextResponse

from engine.service import Health
from engine.store import Store, counts
from rules.errors import DownError


class HealthPages:
    """Is the process alive, is everything there that it needs, and how much has it done."""

    def __init__(self, store: Callable[[], Store], health: Health) -> None:
        self._store, self._health = store, health

    def live(self) -> PlainTextResponse:
        """200 as long as the process answers."""
        return PlainTextResponse("ok\n")

    def ready(self) -> JSONResponse:
        """200 where database, scheduler and dispatcher are well, else 503; says which is not, and why."""
        checks = {
            "database": self._database() or self._health.database_error,
            "scheduler": self._health.scheduler_error,
            "dispatcher": self._health.dispatcher_error,
        }
        body = {name: why or "ok" for name, why in checks.items()}
        body["config"] = self._health.config_waits or "ok"  # a folder that waits for a person stops nothing
        at = self._health.ticked_at
        return JSONResponse({**body, "last_tick": at.isoformat() if at else None}, 503 if any(checks.values()) else 200)

    def _database(self) -> str:
        try:
            with self._store().read() as unit:
                counts.messages_by_status(unit)
        except DownError as error:
            return str(error)
        return ""

    def metrics(self) -> PlainTextResponse:
        """Prometheus text format 0.0.4."""
        return PlainTextResponse("".join(self._metrics()), media_type="text/plain; version=0.0.4")

    def _metrics(self) -> Iterable[str]:
        health = self._health
        yield from _gauge("tidsfrist_ready", "1 where everything is well.", int(not health.troubles))
        at = health.ticked_at.timestamp() if health.ticked_at else 0
        yield from _gauge("tidsfrist_last_tick_timestamp_seconds", "The instant of the last evaluation.", at)
        waits = int(bool(health.config_waits))
        yield from _gauge("tidsfrist_config_waits", "1 where a changed config folder waits for a person.", waits)
        yield from _gauge("tidsfrist_rounds_total", "Evaluations since the start.", health.rounds, "counter")
        yield from _gauge("tidsfrist_messages_sent_total", "Messages sent since the start.", health.sent, "counter")
        yield from _gauge("tidsfrist_send_failures_total", "Failed attempts.", health.not_sent, "counter")
        try:
            with self._store().read() as unit:
                messages, notices = counts.messages_by_status(unit), counts.notices_by_status(unit)
                measures = counts.measures_by_state(unit)
        except DownError:
            return
        yield from _family("tidsfrist_messages", "Messages by status.", "status", messages)
        yield from _family("tidsfrist_notices", "Notices by status.", "status", notices)
        yield from _family("tidsfrist_measures", "Measures by state.", "state", measures)


def _gauge(name: str, what: str, value: float, kind: str = "gauge") -> Iterable[str]:
    yield f"# HELP {name} {what}\n# TYPE {name} {kind}\n{name} {value}\n"


def _family(name: str, what: str, label: str, values: Mapping[str, int]) -> Iterable[str]:
    yield f"# HELP {name} {what}\n# TYPE {name} gauge\n"
    for value, n in values.items():
        yield f'{name}{{{label}="{value}"}} {n}\n'


def health_routes(store: Callable[[], Store], health: Health) -> APIRouter:
    """The three addresses."""
    pages, router = HealthPages(store, health), APIRouter(tags=["health"])
    router.add_api_route("/healthz", pages.live, methods=["GET", "HEAD"], response_class=PlainTextResponse)
    router.add_api_route("/readyz", pages.ready, methods=["GET", "HEAD"])
    router.add_api_route("/metrics", pages.metrics, methods=["GET"], response_class=PlainTextResponse)
    return router

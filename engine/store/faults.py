"""What the database's errors mean for the person at the keyboard. Public names: down."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from rules.errors import DownError

# SQLite says it in words (https://www.sqlite.org/rescode.html), PostgreSQL in SQLSTATE classes.
_SQLITE = (
    (
        "readonly",
        "kan ikke skrives: disken eller fila kan bare leses. Ingenting er lagret; også den som bare ser, "
        "må få skrive der den ligger.",
    ),
    ("disk is full", "kan ikke skrives: disken er full. Ingenting er lagret; gjør plass og prøv igjen."),
    ("locked", "er opptatt: et annet program har skrevet til den for lenge. Ingenting er lagret; prøv igjen."),
    ("unable to open", "kan ikke åpnes. Finnes mappa, og får vi lese og skrive der?"),
    ("not a database", "er ikke en database for tidsfrist. Se på TIDSFRIST_DATABASE_URL."),
    ("already exists", "har tabeller som ikke er våre. Se på TIDSFRIST_DATABASE_URL; ingenting er endret."),
    ("malformed", "er skadet. Ta fram den siste sikkerhetskopien."),
    ("disk i/o", "kan ikke leses eller skrives: disken er full eller melder feil. Ingenting er lagret; se til disken."),
)
_POSTGRESQL = (
    ("53100", "kan ikke skrives: disken er full. Ingenting er lagret."),
    ("53", "har ikke plass til oss (forbindelser eller minne). Ingenting er lagret; prøv igjen."),
    ("25006", "kan bare leses akkurat nå (reserve, eller under vedlikehold). Ingenting er lagret."),
    ("40", "er opptatt: to som skrev, sto i veien for hverandre. Ingenting er lagret; prøv igjen."),
    ("55P03", "er opptatt: et annet program holder på det vi trenger. Ingenting er lagret; prøv igjen."),
    ("57", "er i ferd med å stoppe eller starte. Ingenting er lagret; prøv igjen."),
    ("42501", "lar oss ikke gjøre dette: brukeren i TIDSFRIST_DATABASE_URL mangler rettigheter."),
    ("28", "slipper oss ikke inn. Se på bruker og passord i TIDSFRIST_DATABASE_URL."),
    ("3D", "finnes ikke. Se på TIDSFRIST_DATABASE_URL."),
)
_UNREACHED = "svarer ikke. Går den, og er TIDSFRIST_DATABASE_URL riktig?"


@contextmanager
def down(where: str) -> Iterator[None]:
    """Turns errors of the database `where` into DownError; our own mistakes (constraints, SQL) pass as they are."""
    try:
        yield
    except (IntegrityError, ProgrammingError) as error:
        if _state(error).startswith("42501"):
            raise DownError(f"Databasen {where} {_sentence(error)}") from error
        raise
    except DBAPIError as error:
        raise DownError(f"Databasen {where} {_sentence(error)}") from error
    except sqlite3.Error as error:  # from our own first words on a new connection
        raise DownError(f"Databasen {where} {_said(str(error))}") from error
    except PoolTimeout as error:
        raise DownError(f"Databasen {where} har ingen ledig forbindelse. Ingenting er lagret; prøv igjen.") from error


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


def _sentence(error: DBAPIError) -> str:
    state = _state(error)
    for start, sentence in _POSTGRESQL:
        if state.startswith(start):
            return sentence
    if type(error.orig).__module__.startswith("psycopg") and (not state or state.startswith("08")):
        return _UNREACHED
    return _said(str(error.orig))


def _said(words: str) -> str:
    for part, sentence in _SQLITE:
        if part in words.lower():
            return sentence
    return f"svarte med en feil: {words.splitlines()[0] if words else 'uten å si hvorfor'}. Ingenting er lagret."

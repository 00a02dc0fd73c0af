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
    ("readonly", "cannot be written: the disk or the file is read-only. Nothing was saved."),
    ("disk is full", "cannot be written: the disk is full. Nothing was saved; make room and try again."),
    ("locked", "is busy: another program has been writing to it for too long. Nothing was saved; try again."),
    ("unable to open", "cannot be opened. Does the folder exist, and may we read and write there?"),
    ("not a database", "is not a database of ours. Look at TIDSFRIST_DATABASE_URL."),
    ("malformed", "is damaged. Take the last backup."),
    ("disk i/o", "cannot be read or written: the disk reports an error. Nothing was saved."),
)
_POSTGRESQL = (
    ("53100", "cannot be written: its disk is full. Nothing was saved."),
    ("53", "has no room for us (connections or memory). Nothing was saved; try again."),
    ("25006", "is read-only just now (a standby, or under maintenance). Nothing was saved."),
    ("40", "is busy: two writers stood in each other's way. Nothing was saved; try again."),
    ("55P03", "is busy: another program holds what we need. Nothing was saved; try again."),
    ("57", "is stopping or starting. Nothing was saved; try again."),
    ("42501", "does not let us do this: the user in TIDSFRIST_DATABASE_URL lacks rights."),
    ("28", "does not let us in. Look at user and password in TIDSFRIST_DATABASE_URL."),
    ("3D", "does not exist. Look at TIDSFRIST_DATABASE_URL."),
)
_UNREACHED = "cannot be reached. Is it running, and is TIDSFRIST_DATABASE_URL right?"


@contextmanager
def down(where: str) -> Iterator[None]:
    """Turns errors of the database `where` into DownError; our own mistakes (constraints, SQL) pass as they are."""
    try:
        yield
    except (IntegrityError, ProgrammingError) as error:
        if _state(error).startswith("42501"):
            raise DownError(f"The database {where} {_sentence(error)}") from error
        raise
    except DBAPIError as error:
        raise DownError(f"The database {where} {_sentence(error)}") from error
    except sqlite3.Error as error:  # from our own first words on a new connection
        raise DownError(f"The database {where} {_said(str(error))}") from error
    except PoolTimeout as error:
        raise DownError(f"The database {where} has no free connection for us. Nothing was saved; try again.") from error


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
    return f"failed: {words.splitlines()[0] if words else 'it does not say why'}. Nothing was saved."

"""The real command line on a stage: what is typed and what it prints. Public names: typed, printed."""

from __future__ import annotations

import io
import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress

from stage import CONFIG, Stage, fenced

from engine.cli import main


def printed(stage: Stage, line: str) -> str:
    """What `tidsfrist LINE` prints, errors too."""
    out = io.StringIO()
    with _environment(stage), redirect_stdout(out), redirect_stderr(out), suppress(SystemExit):
        main(shlex.split(line))
    return "\n".join(row.rstrip() for row in out.getvalue().rstrip().splitlines())


def typed(stage: Stage, *lines: str, shown: Mapping[str, str] | None = None) -> str:
    """The lines with what each prints, as a terminal shows it. `shown`: file names as they stand in the story, by the
    path they really have."""
    rows = []
    for line in lines:
        said = f"$ tidsfrist {line}\n{printed(stage, line)}"
        for path, name in (shown or {}).items():
            said = said.replace(path, name)
        rows.append(said)
    return fenced("\n\n".join(rows))


@contextmanager
def _environment(stage: Stage) -> Iterator[None]:
    """The command line finds its database by the environment, as it does for everybody."""
    settings = stage.home.settings
    wanted = {
        "TIDSFRIST_CONFIG": str(CONFIG),
        "TIDSFRIST_DATABASE_URL": settings.database_url,
        "TIDSFRIST_MAIL_FROM": settings.mail_from,
        "TIDSFRIST_TRIAL": "1",
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

"""The command line: each verb imports its module by name when called. Public names: main, VERBS.

Exit codes: 0 fine, 1 the user's input is wrong, 2 usage, 3 something we need is down; 130 interrupted, 141 whoever
read the output has left, as a shell tells of those that a signal ended.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import typer
from typer.exceptions import TyperException

from engine.cli.bokmal import in_bokmal
from rules.errors import TidsfristError, cause_words

# verb: (module, function or Typer app in it, one line of help)
VERBS: dict[str, tuple[str, str, str]] = {
    "init": ("engine.cli.init", "init", "Lag en ny config-mappe å begynne med."),
    "deadline": ("engine.cli.deadline", "deadline", "Les fristtekster og forklar lesingen."),
    "plan": ("engine.cli.plan", "app", "Planer: legg til, vis, godkjenn, avslutt, før videre, stans."),
    "meeting": ("engine.cli.meeting", "app", "Møter: vis, legg inn, flytt, avlys."),
    "agenda": ("engine.cli.agenda", "agenda", "Sakslista for et møte."),
    "check": ("engine.cli.check", "check", "Se over hele config-mappa."),
    "test": ("engine.cli.test", "test", "Kjør regelbokas egne tester."),
    "apply": ("engine.cli.apply", "apply", "Ta config-mappa i bruk."),
    "history": ("engine.cli.apply", "history", "Vis regelbokas versjoner."),
    "diff": ("engine.cli.diff", "diff", "Vis hva en endring av regelboka ville gjort."),
    "rollback": ("engine.cli.apply", "rollback", "La en tidligere versjon gjelde igjen."),
    "config": ("engine.cli.config", "app", "Config-mappa og versjonen som gjelder."),
    "migrate": ("engine.cli.migrate", "migrate", "Skriv config-mappa om til nyeste utgave av formatet."),
    "schema": ("engine.cli.schema", "schema", "Skriv JSON Schema for filene, for redigeringsprogrammer."),
    "simulate": ("engine.cli.simulate", "simulate", "Vis hva som ville blitt sendt og flyttet."),
    "explain": ("engine.cli.explain", "explain", "Hvorfor ble et varsel sendt, eller hvorfor ikke?"),
    "silence": ("engine.cli.silence", "app", "Demp varsler for en tid, med grunn."),
    "answer": ("engine.cli.answer", "answer", "Svar på et tiltak."),
    "round": ("engine.cli.round", "app", "Rapporteringsrunder: åpne, vis, rediger, lukk."),
    "person": ("engine.cli.person", "app", "Personer, roller, fravær og parter."),
    "workflow": ("engine.cli.workflow", "workflow", "Vis tilstander og overganger."),
    "feed": ("engine.cli.feed", "feed", "Kalendere: vis, skriv til fil, lag adresse."),
    "publish": ("engine.cli.feed", "publish", "Skriv alle kalendere til en mappe."),
    "serve": ("engine.cli.serve", "serve", "Start web, klokke og utsending i én prosess."),
    "tick": ("engine.cli.tick", "tick", "Én evaluering og én utsendingsrunde."),
    "demo": ("engine.cli.demo", "demo", "De fem planene, en virtuell klokke og en innboks."),
}


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Runs one verb and leaves with its exit code."""
    _take_any_text()
    args = _without_globals(list(sys.argv[1:] if argv is None else argv))
    if args[:1] == ["--version"]:
        metadata = importlib.import_module("importlib.metadata")  # not imported at start: it costs as much as re
        print(f"tidsfrist {metadata.version('tidsfrist')}")
        sys.exit(0)
    verb = next((a for a in args if not a.startswith("-")), None)
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)
    app.callback()(_tidsfrist)
    for name in [verb] if verb in VERBS and args[0] == verb else VERBS:
        _register(app, str(name), real=name == verb)
    sys.exit(_run(app, args))


def _tidsfrist() -> None:
    """tidsfrist leser fristene i en handlingsplan, minner om dem og holder kalenderen.

    --config MAPPE kan stå foran eller etter verbet (ellers TIDSFRIST_CONFIG, ellers ./config).
    """


def _take_any_text() -> None:
    """Text that is no UTF-8 passes in and out as escapes: one such line must not take the others with it."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def _without_globals(args: list[str]) -> list[str]:
    """Takes `--config DIR` from anywhere in the line into the environment, where settings find it."""
    left: list[str] = []
    rest = iter(args)
    for arg in rest:
        if arg == "--config":
            folder = next(rest, None)
            if folder is None:
                print("--config må ha en mappe etter seg.", file=sys.stderr)
                sys.exit(2)
            os.environ["TIDSFRIST_CONFIG"] = folder
        elif arg.startswith("--config="):
            os.environ["TIDSFRIST_CONFIG"] = arg.removeprefix("--config=")
        else:
            left.append(arg)
    return left


def _register(app: typer.Typer, name: str, *, real: bool) -> None:
    module, attribute, help_text = VERBS[name]
    if not real:
        app.command(name, help=help_text)(lambda: None)
        return
    found: Any = getattr(importlib.import_module(module), attribute)
    if isinstance(found, typer.Typer):
        app.add_typer(found, name=name, help=help_text)
    else:
        app.command(name, help=found.__doc__ or help_text)(found)


def _run(app: Callable[..., Any], args: list[str]) -> int:
    try:
        code = _called(app, args)
        sys.stdout.flush()
        return code
    except TidsfristError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still in the buffer must go somewhere
        return 141
    except OSError as error:
        print(f"{error.filename or 'Dette'}: {cause_words(error.strerror or str(error))}.", file=sys.stderr)
        return 3
    except UnicodeEncodeError as error:
        text = error.object.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        print(f"«{text}» er ikke skrevet i UTF-8, så det kan ikke lagres eller slås opp.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _called(app: Callable[..., Any], args: list[str]) -> int:
    """The verb's exit code; what Typer says by itself is said in bokmål."""
    helping = io.StringIO()
    try:
        with contextlib.redirect_stdout(helping) if "--help" in args else contextlib.nullcontext():
            result = app(args, prog_name="tidsfrist", standalone_mode=False)
    except TyperException as error:
        told = io.StringIO()
        show: Any = getattr(error, "show", None)
        if show is not None:
            show(told)
        print(in_bokmal(told.getvalue() or f"{error.message}\n"), end="", file=sys.stderr)
        return error.exit_code
    except (typer.Abort, EOFError):
        print("Avbrutt. Ingenting er gjort.", file=sys.stderr)
        return 1
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):  # Typer makes an exit of it
            raise error.__context__ from None
        return error.code if isinstance(error.code, int) else 1
    print(in_bokmal(helping.getvalue()), end="")
    return result if isinstance(result, int) else 0

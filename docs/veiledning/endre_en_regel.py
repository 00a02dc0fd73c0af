"""Writes endre-en-regel.md from a real session (python docs/veiledning/endre_en_regel.py). Public names: page, main."""

from __future__ import annotations

import io
import os
import shlex
import tempfile
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from shutil import copyfile

from engine.cli import main as tidsfrist

HERE = Path(__file__).resolve().parent
PLAN = HERE.parents[1] / "config" / "plans" / "lsu-drammen-2015.yaml"
OLD, TYPO, NEW = "{id: before, at: -14d,", "{id: before, at: -21 d,", "{id: before, at: -21d,"


def page() -> str:
    """The page, with what the terminal really printed."""
    with tempfile.TemporaryDirectory() as folder:
        return _session(Path(folder))


def _session(base: Path) -> str:
    os.environ |= {
        "TIDSFRIST_CONFIG": str(base / "config"),
        "TIDSFRIST_DATABASE_URL": f"sqlite:///{base}/t.db",
        "TIDSFRIST_TRIAL": "1",
        "TIDSFRIST_MAILDIR": str(base / "post"),
        "LOGNAME": "kari",
    }
    _typed(base, f"init {base}/config")
    copyfile(PLAN, base / "config" / "plans" / PLAN.name)
    _typed(base, f"plan add {base}/config/plans/{PLAN.name}")
    _typed(base, "tick --at 2015-03-02T08:00")
    _edit(base, OLD, TYPO)
    typo = _typed(base, "check")
    _edit(base, TYPO, NEW)
    return _TEXT.format(
        typo=typo,
        right=_typed(base, "check"),
        diff=_typed(base, "diff running config"),
        failing=_typed(base, "apply --reason 'Tre uker er bedre'"),
        accepted=_typed(base, "test --accept"),
        refused=_typed(base, "apply --reason 'Tre uker er bedre'"),
        applied=_typed(base, "apply --yes --reason 'Tre uker er bedre'"),
        history=_typed(base, "history"),
        back=_typed(base, "rollback 1 --yes"),
        pulled=_typed(base, "config pull"),
    )


def _edit(base: Path, old: str, new: str) -> None:
    """The ordinary ladder's first step."""
    path = base / "config" / "rulebook.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def _typed(base: Path, line: str) -> str:
    out = io.StringIO()
    asked = line.replace("running config", f"running {base}/config")
    with redirect_stdout(out), redirect_stderr(out), suppress(SystemExit):
        tidsfrist(shlex.split(asked))
    said = out.getvalue().rstrip().replace(f"{base}/", "")
    return f"```console\n$ tidsfrist {line}\n{said}\n```"


_TEXT = """# Å endre en regel, fra skrivefeil til angrefrist

Her er en hel økt, slik den virkelig ble skrevet ut. Kari vil at den første påminnelsen skal gå 21 dager før fristen i
stedet for 14. Hun finner trinnet «before» i stigen «standard» i `config/rulebook.yaml`, og skriver `at: -21 d`. Så ser
hun over:

{typo}

Fila, linja og det hun mente. Hun retter, og ser over en gang til:

{right}

Før noe gjelder, ser hun hva endringen gjør med dem som får e-post:

{diff}

De aller fleste får varselet en uke før, og noen få som er stedfortredere mens andre er borte, merker det på en annen
måte. Hun tar endringen i bruk:

{failing}

Regelbokas egne tester sier fortsatt 14 dager, og en regelbok som ikke går gjennom sine egne tester, gjelder ikke. Hun
lar testene følge med, og ser hva hver av dem venter på nå:

{accepted}

Datoene er byttet der de står, og kommentarene er urørt; den som sier «fjorten dager før», retter hun selv. Så prøver
hun igjen:

{refused}

Noe må en person si ja til: en stedfortreder får ikke lenger noe. Det er meningen, så hun sier ja:

{applied}

Det som er sendt, blir aldri sendt på nytt, og varsler som skulle gått for lenge siden etter den nye regelen, kommer
ikke nå. Versjonen, hvem, hvorfor og virkningen blir stående:

{history}

Angrer hun, er den forrige bare et ord unna. Den får et nytt nummer, så historien er hel:

{back}

Og fila i mappa hentes tilbake, så mappe og database sier det samme:

{pulled}
"""


def main() -> None:
    """Writes the page."""
    (HERE / "endre-en-regel.md").write_text(page(), encoding="utf-8")
    print("docs/veiledning/endre-en-regel.md")


if __name__ == "__main__":
    main()

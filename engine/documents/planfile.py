"""Plan files as a person or `import` writes them. Public names: PlanFile, PlanHead, FocusArea, MeasureEntry,
load_plan_file, parse_plan, check_plan, Text.

The fields are those of the plan format: what the document says, word for word, beside what we need to run it (`status`,
`decided`, `secretariat`, `default_responsible`, `reporting`). Ids and texts may be written without quotes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from engine.documents.checked import check
from engine.documents.words import Lang, or_suggest, quoted, say
from engine.documents.yamltext import PLAN_LIMIT, Document, Float, Int, parse, read_text
from rules.days import FIRST_YEAR, LAST_YEAR
from rules.errors import ConfigError, Problem
from rules.model import PlanStatus
from rules.rulebook import ReportingRule
from rules.strict import Day, Strict


def _as_text(value: Any) -> Any:
    """A number as it was written, nothing as an empty text."""
    if isinstance(value, Int | Float):
        return value.text
    return "" if value is None else value


def _year(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR:
        return int(value)
    raise ValueError(f"{value!r} is not a year")


def _as_list(value: Any) -> Any:
    return () if value is None else value


def _approval(value: Any) -> Any:
    """`all`, `any`, or the names of the committees that must approve; the readers of YAML see to the rest."""
    if value is None or value in ("all", "any"):
        return value
    if isinstance(value, list) and value and all(isinstance(name, str) and name for name in value):
        return tuple(value)
    raise ValueError(f"{value!r} does not say who must approve")


Text = Annotated[str, BeforeValidator(_as_text)]
Filled = Annotated[str, Field(min_length=1), BeforeValidator(_as_text)]
PlanId = Annotated[str, Field(min_length=1, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"), BeforeValidator(_as_text)]
Year = Annotated[int, BeforeValidator(_year)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]
Needs = Annotated[tuple[str, ...] | Literal["all", "any"] | None, BeforeValidator(_approval)]


class PlanHead(Strict):
    """The plan as a whole. `id` names files, feeds and lists of mail, for ever. `draft_date_text` as written;
    `draft_date` and `decided` are days. Roles are role ids.
    Absent status: active, or draft where there are `approvers`: committees (names) that must approve the plan;
    `approval`: all of them (the default), any, or the ones listed."""

    id: PlanId
    title: Filled
    organisations: Texts = ()
    committee: Text = ""
    years: tuple[Year, ...] = Field(min_length=1)
    language: Literal["nb", "nn", "da", "sv", "en"] = "nb"
    status: PlanStatus | None = None
    approval: Needs = None
    approvers: Texts = ()
    decided: Day | None = None
    secretariat: str | None = None
    default_responsible: str | None = None
    reporting: ReportingRule | None = None
    draft_date_text: Text = ""
    draft_date: Day | None = None
    source: Text = ""
    goal: Text = ""
    columns: Texts = ()
    note: Text = ""
    confidence: float | None = None
    where: Any = None


class FocusArea(Strict):
    """A focus area; `default_responsible` (a role id) answers for measures without a role. `approvers`: the committees
    that its measures need, where these are others than the plan's."""

    title: Filled
    purpose: Text = ""
    topics: Texts = ()
    default_responsible: str | None = None
    approvers: Texts = ()
    note: Text = ""
    where: Any = None


class MeasureEntry(Strict):
    """A measure. `accept`: other values that are as good, by field. `decided`: the day its own text was decided on.
    `approvers`: the only committees that it needs.
    `confidence`, `where`: from an import, how sure it was and where in the document it stood."""

    id: Filled
    focus_area: Text = ""
    title: Filled
    activities: Texts = ()
    purpose: Text = ""
    deadline_text: Text = ""
    responsible_text: Text = ""
    responsible_roles: Texts = ()
    status_text: Text = ""
    decided: Day | None = None
    approvers: Texts = ()
    note: Text = ""
    accept: dict[str, Any] = {}
    confidence: Any = None
    where: Any = None


class PlanFile(Strict):
    """A whole plan file. `unplaced`: texts that an import could not place."""

    plan: PlanHead
    focus_areas: tuple[FocusArea, ...] = ()
    measures: tuple[MeasureEntry, ...] = ()
    unplaced: Any = None

    @property
    def status(self) -> PlanStatus:
        """As written; what committees must approve is a draft, everything else runs."""
        return self.plan.status or ("draft" if self.committees else "active")

    @property
    def committees(self) -> tuple[str, ...]:
        """Every committee that has a say, as written: those of the plan, its areas and its measures."""
        named = self.plan.approval if isinstance(self.plan.approval, tuple) else ()
        parts = (self.plan.approvers, named, *(a.approvers for a in self.focus_areas))
        return tuple(dict.fromkeys(name for part in (*parts, *(m.approvers for m in self.measures)) for name in part))


def load_plan_file(path_or_text: Path | str, lang: Lang = "nb", file: str | None = None) -> PlanFile:
    """The plan of a file (a Path) or of a text. `file`: its name in messages.

    Raises ConfigError with all its mistakes.
    """
    if isinstance(path_or_text, Path):
        name = file or str(path_or_text)
        return parse_plan(read_text(path_or_text, name, PLAN_LIMIT, lang), name, lang)[0]
    return parse_plan(path_or_text, file or "plan.yaml", lang)[0]


def parse_plan(text: str, file: str, lang: Lang = "nb") -> tuple[PlanFile, Document]:
    """The plan and the document it was read from, for further checks. Raises ConfigError with all its mistakes."""
    document = parse(text, file, lang, fast=True)
    plan, problems = check_plan(document, lang)
    if plan is None or problems:
        raise ConfigError(problems)
    return plan, document


def check_plan(document: Document, lang: Lang) -> tuple[PlanFile | None, list[Problem]]:
    """The plan of a document, None where it has mistakes, and all of these."""
    plan, problems = check(PlanFile, document, lang)
    return plan, problems + _repeated_ids(document, lang) + _unknown_areas(document, lang)


def _entries(document: Document, key: str) -> list[tuple[int, dict[str, Any]]]:
    listed = document.data.get(key) if isinstance(document.data, dict) else None
    return [(n, e) for n, e in enumerate(listed) if isinstance(e, dict)] if isinstance(listed, list) else []


def _repeated_ids(document: Document, lang: Lang) -> list[Problem]:
    first: dict[str, int] = {}
    found = []
    for n, entry in _entries(document, "measures"):
        name = str(_as_text(entry.get("id")))
        if name and name in first:
            line = document.node(("measures", first[name], "id")).line
            found.append(
                document.problem(("measures", n, "id"), say(lang, "duplicate_id", value=quoted(name, lang), line=line))
            )
        first.setdefault(name, n)
    return found


def _unknown_areas(document: Document, lang: Lang) -> list[Problem]:
    areas = [str(_as_text(e.get("title"))) for _, e in _entries(document, "focus_areas")]
    found = []
    for n, entry in _entries(document, "measures"):
        area = _as_text(entry.get("focus_area"))
        if areas and isinstance(area, str) and area and area not in areas:
            message = say(lang, "no_focus_area", value=quoted(area, lang)) + or_suggest(lang, area, areas)
            found.append(document.problem(("measures", n, "focus_area"), message))
    return found

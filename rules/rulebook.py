"""The rulebook as an administrator writes it: frozen pydantic models that refuse what they do not know.

Public names: Rulebook and its parts. Loading with places (file:line:col) is the engine's; see engine/documents.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from rules.booktest import BookTest
from rules.span import Span
from rules.strict import Flag, OneOrMore, Strict, as_list

MOST_RULES = 1000
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"

StateName = str
WhoActs = Literal["responsible", "secretariat", "leader", "clock"]
DeadlineKind = Literal[
    "dates", "start", "recurring", "meeting", "event", "ongoing", "unresolved", "due", "checkpoint", "report", "wait"
]


class Closed(Strict):
    """Days on which no mail goes out, every year: MM-DD to MM-DD, or one time: YYYY-MM-DD to YYYY-MM-DD."""

    from_: str = Field(alias="from", examples=["12-24"])
    to: str = Field(examples=["01-01"])
    why: str = ""


class Calendar(Strict):
    """The working calendar. `country`: whose public holidays. `new_years_eve`: whether 31 December is a working day."""

    country: str = "NO"
    closed: tuple[Closed, ...] = ()
    new_years_eve: Literal["workday", "closed"] = "workday"
    christmas_eve: Literal["workday", "closed"] = "closed"


class Window(Strict):
    """When mail may arrive; outside it a mail waits, it is never dropped."""

    days: Literal["business", "all"] = "business"
    from_: str = Field("07:30", alias="from", pattern=CLOCK)
    to: str = Field("15:30", pattern=CLOCK)


class Digest(Strict):
    """When a day's notices to one person are put together. Fewer than `min_items` go as mails of their own."""

    at: str = Field("07:45", pattern=CLOCK)
    min_items: int = Field(2, ge=2)
    max_items: int = Field(25, ge=2)


class Cap(Strict):
    """How many mails one person may get a day."""

    per_day: int = Field(3, ge=1)


class Delivery(Strict):
    """Quiet hours, digest, cap, and what is done about missed steps."""

    window: Window = Window()
    digest: Digest = Digest()
    max_per_recipient: Cap = Cap()
    catch_up: Literal["latest"] = "latest"


class Release(Strict):
    """Mails of a plan are held for the secretariat to send in its first days; 0d: never."""

    manual_for: Span = Span(90, "d")


class Settings(Strict):
    """What holds for the whole installation. `secretariat`: the role id that answers where no plan names one."""

    timezone: str = "Europe/Oslo"
    locale: Literal["nb", "nn"] = "nb"
    calendar: Calendar = Calendar()
    delivery: Delivery = Delivery()
    release: Release = Release()
    silence_max: Span = Span(180, "d")
    secretariat: str | None = None


class State(Strict):
    """A state: what people have said. `deadline`: the state exists only under these kinds of deadline. `label` may be
    written as {nb: …, nn: …}; `label_nn` None: the same word in nynorsk."""

    label: Annotated[str, Field(min_length=1)]
    label_nn: str | None = None
    initial: Flag = False
    final: Flag = False
    deadline: tuple[DeadlineKind, ...] = ()
    phrases: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _two_languages(cls, value: Any) -> Any:
        """{nb: I fare, nn: I fåre} taken apart; anything else is told where it stands."""
        both = value.get("label") if isinstance(value, dict) else None
        if isinstance(both, dict) and "nb" in both and set(both) <= {"nb", "nn"}:
            return {**value, "label": both["nb"], **({"label_nn": both["nn"]} if "nn" in both else {})}
        return value

    def name_in(self, locale: str) -> str:
        """What people call it in the language."""
        return self.label_nn if locale == "nn" and self.label_nn else self.label


class SpanRange(Strict):
    """At least `min`, at most `max`; both inclusive."""

    min: Span | None = None
    max: Span | None = None


class Condition(Strict):
    """All that is given must hold; a list means any of. `deadline` takes kinds of readings and of occurrences."""

    state: OneOrMore = ()
    deadline: Annotated[tuple[DeadlineKind, ...], BeforeValidator(as_list)] = ()
    plan: OneOrMore = ()
    focus: OneOrMore = ()
    role: OneOrMore = ()
    committee: OneOrMore = ()
    due_in: SpanRange | None = None
    overdue_by: SpanRange | None = None
    untouched_for: SpanRange | None = None
    not_: Condition | None = Field(None, alias="not")


class Transition(Strict):
    """Who may move what from where to where. `by: [clock]` with `when`: the engine does it by itself."""

    name: str
    from_: OneOrMore = Field(alias="from")
    to: StateName
    by: tuple[WhoActs, ...]
    needs: tuple[Literal["comment", "review_on", "outcome", "new_deadline"], ...] = ()
    when: Condition | None = None


class Deadlines(Strict):
    """What free text becomes. `seasons`: the last day of each, MM-DD; 02-29 is the end of February in
    any year. `ask_below`: under this confidence a reading is a question to the secretariat."""

    year: Literal["plan"] = "plan"
    period_due: Literal["last_working_day", "last_day"] = "last_working_day"
    seasons: dict[Literal["vår", "sommer", "høst", "vinter"], str] = Field(
        default={"vår": "06-30", "sommer": "08-31", "høst": "12-31", "vinter": "02-29"}
    )
    several: Literal["each"] = "each"
    non_business_day: Literal["before"] = "before"
    ask_below: float = Field(0.5, ge=0, le=1)
    unreadable: Literal["ask_secretariat"] = "ask_secretariat"


class Step(Strict):
    """A step of a ladder: once (`at`) or repeated (`every`, `from`, `until`), counted from the due day.

    `at: ask` is the day a reporting round opens, with `offset` so far from it. `to`: responsible, contact (one for
    each party), secretariat, leader or a role id.
    """

    id: str | None = Field(None, pattern=r"^[a-z][a-z0-9_-]*$")
    at: Span | Literal["ask"] | None = None
    offset: Span | None = None
    every: Span | None = None
    from_: Span | None = Field(None, alias="from")
    until: Span | None = None
    template: str
    to: OneOrMore = ("responsible",)
    cc: OneOrMore = ()

    @property
    def ahead(self) -> bool:
        """Whether all of it comes before the due day."""
        last = self.at if self.until is None else self.until
        return isinstance(last, Span) and last.n < 0

    @property
    def beforehand(self) -> bool:
        """Whether it comes before a round and asks nothing about the measure itself («Stemmer listen?»)."""
        return self.at == "ask" and self.offset is not None

    @property
    def name(self) -> str:
        """Its identity in notice keys: the explicit id, else offset:template."""
        return self.id or f"{self.at if self.at is not None else self.from_}:{self.template}"


class Ladder(Strict):
    steps: tuple[Step, ...]


class Rule(Strict):
    """First match wins; the last has no `when`. `ladder: none` sends nothing."""

    name: str
    when: Condition | None = None
    ladder: str


class Template(Strict):
    """A mail. `actions`: what its links offer; `calendar`: a text/calendar part goes with it."""

    actions: tuple[str, ...] = ()
    calendar: Flag = False


class ReportingRule(Strict):
    """When a plan is reported, see design: ask -2w before answers are due, due +10bd after the period."""

    every: Literal["tertial", "quarter", "half_year", "year", "meeting"]
    ask: Span = Span(-2, "w")
    due: Span = Span(10, "bd")


class Override(Strict):
    """What a plan may say otherwise; each named thing is replaced whole, never merged."""

    deadlines: Deadlines | None = None
    rules: Annotated[tuple[Rule, ...], Field(max_length=MOST_RULES)] | None = None
    reporting: ReportingRule | None = None
    ladders: dict[str, Ladder] = {}
    templates: dict[str, Template] = {}


class PlanEntry(Strict):
    secretariat: str | None = None
    default_responsible: str | None = None
    reporting: ReportingRule | None = None
    override: Override = Override()


class Rulebook(Strict):
    """The whole file `rulebook.yaml`."""

    version: Literal[1]
    include: tuple[str, ...] = ()
    settings: Settings = Settings()
    states: dict[str, State]
    transitions: tuple[Transition, ...]
    deadlines: Deadlines = Deadlines()
    ladders: dict[str, Ladder]
    rules: Annotated[tuple[Rule, ...], Field(max_length=MOST_RULES)]
    templates: dict[str, Template]
    plans: dict[str, PlanEntry] = {}
    tests: tuple[BookTest, ...] = ()


Condition.model_rebuild()

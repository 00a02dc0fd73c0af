"""What holds for any text: a value in bounded time; spelling and labels change nothing; families round-trip."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rules import edtf
from rules.deadline import Context, Reading, explain, from_json, read, to_json
from rules.deadline.vocabulary import LANGUAGES
from tests.rules.deadline.contexts import corpus, example_context

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=120)
years = st.integers(2000, 2060)
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
numbers = st.integers(1, 12)


def nb(text: str) -> Reading:
    return read(text, example_context())


def meaning(reading: Reading) -> tuple[object, ...]:
    return reading.kind, reading.edtf, reading.rrule, reading.meeting, reading.due


# --- families round-trip -------------------------------------------------------------------------------------------


@QUIET
@given(
    days,
    st.sampled_from(["{d}.{m}.{y}", "{d:02}.{m:02}.{y}", "{d}/{m}-{y}", "{d}. {name} {y}", "{d}.{name} {y}", "{iso}"]),
)
def test_days(day: date, form: str) -> None:
    form = form.replace("/{m}-", ".{m}.") if "/" in form else form
    text = form.format(d=day.day, m=day.month, y=day.year, name=MONTHS[day.month - 1], iso=day.isoformat())
    reading = nb(text)
    assert reading.edtf == (day.isoformat(),)
    assert reading.due == (example_context().policy.calendar.previous_workday(day),)


@QUIET
@given(numbers, years)
def test_months(number: int, year: int) -> None:
    assert nb(f"{MONTHS[number - 1]} {year}").edtf == (edtf.month(year, number),)


@QUIET
@given(
    st.integers(1, 4),
    years,
    st.sampled_from(["Q{n} {y}", "{n}. kvartal {y}", "K{n} {y}", "{y} Q{n}", "kvartal {n} {y}"]),
)
def test_quarters(number: int, year: int, form: str) -> None:
    assert nb(form.format(n=number, y=year)).edtf == (edtf.quarter(year, number),)


@QUIET
@given(st.integers(1, 3), years)
def test_tertials(number: int, year: int) -> None:
    assert nb(f"{number}. tertial {year}").edtf == (edtf.tertial(year, number),)


@QUIET
@given(st.integers(1, 2), years)
def test_half_years(number: int, year: int) -> None:
    assert nb(f"{number}. halvår {year}").edtf == (edtf.half(year, number),)


@QUIET
@given(st.integers(1, 52), years)
def test_weeks(number: int, year: int) -> None:
    monday = date.fromisocalendar(year, number, 1)
    assert nb(f"uke {number} {year}").edtf == (
        edtf.interval(monday.isoformat(), (monday + timedelta(days=6)).isoformat()),
    )


@QUIET
@given(st.lists(numbers, min_size=2, max_size=5, unique=True).map(sorted), years)
def test_lists_take_the_year_that_stands_last(months: list[int], year: int) -> None:
    names = [MONTHS[number - 1] for number in months]
    text = f"{', '.join(names[:-1])} og {names[-1]} {year}"
    assert nb(text).edtf == tuple(edtf.month(year, number) for number in months)


@QUIET
@given(days, st.integers(1, 400))
def test_ranges(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    text = f"{first.day}.{first.month}.{first.year} – {last.day}.{last.month}.{last.year}"
    assert nb(text).edtf == (edtf.interval(first.isoformat(), last.isoformat()),)


@QUIET
@given(st.integers(2, 30), st.sampled_from([("dag", "DAILY"), ("uke", "WEEKLY"), ("år", "YEARLY")]))
def test_recurrences(count: int, unit: tuple[str, str]) -> None:
    assume(unit[0] != "dag" or count % 7)
    word = "hvert" if unit[0] == "år" else "hver"
    assert nb(f"{word} {count}. {unit[0]}").rrule == f"FREQ={unit[1]};INTERVAL={count}"


@QUIET
@given(days)
def test_by_is_inclusive_and_before_is_not(day: date) -> None:
    text = f"{day.day}.{day.month}.{day.year}"
    by, before = nb(f"innen {text}").points[0], nb(f"før {text}").points[0]
    assert by.latest == day
    assert before.latest == day - timedelta(days=1)


# --- spelling changes nothing --------------------------------------------------------------------------------------

SEEDS = sorted({row["text"] for row in corpus() if row["lang"] in ("nb", "nn") and len(row["text"]) > 1})


@pytest.mark.parametrize("text", SEEDS)
def test_case_space_dashes_and_labels_change_nothing(text: str) -> None:
    plain = meaning(nb(text))
    assert meaning(nb(text.upper())) == plain
    assert meaning(nb(text.lower())) == plain
    assert meaning(nb(f"  {text.replace(' ', '   ')}\n")) == plain
    assert meaning(nb(text.replace(" ", "\n"))) == plain
    assert meaning(nb(text.replace(" ", "\u00a0"))) == plain
    assert meaning(nb(f"Frist: {text}")) == plain
    assert meaning(nb(f"Tidsramme: {text}")) == plain
    for dash in "‐‑‒–—−":
        assert meaning(nb(text.replace("–", "-").replace("-", dash))) == plain


def test_a_quarter_broken_over_two_lines() -> None:
    assert nb("Q\n1").edtf == nb("1\nQ").edtf == nb("Q1").edtf == ("2024-33",)


# --- any text ------------------------------------------------------------------------------------------------------

any_context = st.builds(
    Context,
    lang=st.sampled_from([*LANGUAGES, "xx"]),
    plan_years=st.lists(st.integers(1900, 2200), max_size=3).map(tuple),
    today=st.none() | st.dates(),
    committees=st.lists(st.text(max_size=12), max_size=3).map(tuple),
)
_WORDS = sorted(
    {
        form.strip()
        for words in LANGUAGES.values()
        for meanings in words.values()
        for forms in ([meanings] if isinstance(meanings, str) else meanings.values())
        for form in forms.split("|")
    }
)
_SIGNS = [
    "-",
    "–",
    "/",
    ",",
    "(",
    ")",
    "+",
    ":",
    "og",
    "2024",
    "15.",
    "3",
    "31",
    "1.2",
    "12.12.2024",
    "uke",
    "Q1",
    "\n",
    "  ",
    "24/25",
]
soup = st.lists(st.sampled_from(_WORDS + _SIGNS * 20), max_size=14).map(" ".join)


def _sound(reading: Reading, text: str) -> None:
    assert reading.text == text
    assert 0 <= reading.confidence <= 1
    if reading.kind in ("ongoing", "unresolved"):
        assert reading.due is None
    for point in reading.points:
        assert point.earliest is None or point.latest is None or point.earliest <= point.latest
        if "{" not in point.edtf and "[" not in point.edtf:
            edtf.bounds(point.edtf)
    assert all(0 <= fired.start <= fired.end <= len(text) for fired in reading.trace)
    assert from_json(to_json(reading)) == reading
    assert all(explain(reading, locale) for locale in ("nb", "nn", "en"))


@QUIET
@given(st.text(max_size=300) | soup, any_context)
def test_any_text_is_a_value(text: str, context: Context) -> None:
    _sound(read(text, context), text)


@pytest.mark.parametrize(
    "text",
    ["(" * 10_000, "()" * 5_000, "1. " * 3_333, "mars/" * 2_000, "og " * 3_333, "\x00" * 10_000, "Q1 – " * 2_000,
     "é" * 10_000,
     "e\u0301" * 5_000, "hver " * 2_000, "1" * 10_000, "innen " * 1_700, "uke 1, " * 1_400, "31.12.2024 " * 900,
     "1-" * 5_000, "før etter " * 1_000, "OSU " * 2_500, "\u202e" * 10_000, "2024-" * 2_000],
)  # fmt: skip
def test_long_texts_take_bounded_time(text: str) -> None:
    began = time.process_time()
    _sound(nb(text), text)
    assert time.process_time() - began < 3


def _fuzz(count: int, seed: int) -> None:
    rng = random.Random(seed)
    texts = [row["text"] for row in corpus()]
    for _ in range(count):
        text = _mixed(rng, texts)
        context = Context(rng.choice([*LANGUAGES]), (2024,), rng.choice([None, date(2024, 3, 6)]), ("OSU", "LSU"))
        _sound(read(text, context), text)


def _mixed(rng: random.Random, texts: list[str]) -> str:
    """Corpus texts cut and glued, words of the vocabulary, or noise."""
    kind = rng.randrange(3)
    if kind == 0:
        a, b = rng.choice(texts), rng.choice(texts)
        return (
            a[: rng.randrange(len(a) + 1)]
            + rng.choice(["", " ", ", ", " - ", "/", " og ", "\n"])
            + b[rng.randrange(len(b) + 1) :]
        )
    if kind == 1:
        return " ".join(rng.choice(_WORDS if rng.random() < 0.6 else _SIGNS) for _ in range(rng.randrange(12)))
    return "".join(
        chr(rng.choice([rng.randrange(32, 127), rng.randrange(0x250), rng.randrange(0xD800)]))
        for _ in range(rng.randrange(80))
    )


def test_fuzz() -> None:
    _fuzz(3_000, 1)


@pytest.mark.long
def test_fuzz_a_hundred_thousand() -> None:
    _fuzz(100_000, 2)

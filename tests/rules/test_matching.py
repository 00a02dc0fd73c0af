"""Which measure of a new version is which of the old (design, identity 4)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rules.matching import SIMILAR, Matched, Row, match, similarity

LONG = "Etablere felles rutine for innleggelse og utskriving av pasienter"
REWORDED = "Etablere felles rutiner for innleggelse og utskriving av pasientar"
OTHER = "Gjennomføre opplæring i elektronisk meldingsutveksling"


def old(number: str, text: str, key: str = "a") -> Row:
    return Row(key, number, text)


def new(number: str, text: str, key: str = "x") -> Row:
    return Row(key, number, text)


def test_same_number_and_text_is_the_same() -> None:
    assert match([old("1", LONG)], [new("1", LONG)]) == Matched((("a", "x"),), (), (), ())


def test_case_and_spaces_do_not_count() -> None:
    assert match([old("1", LONG)], [new("2", f"  {LONG.upper()} ")]).pairs == (("a", "x"),)


def test_same_text_under_another_number_is_the_same() -> None:
    swapped = match([old("1", LONG, "a"), old("2", OTHER, "b")], [new("1", OTHER, "x"), new("2", LONG, "y")])
    assert set(swapped.pairs) == {("a", "y"), ("b", "x")}


def test_number_alone_is_never_enough() -> None:
    result = match([old("1", LONG)], [new("1", OTHER)])
    assert similarity(LONG, OTHER) < SIMILAR
    assert result == Matched((), ("x",), (), (("a", ("x",)),))


def test_reworded_under_the_same_number_is_the_same() -> None:
    assert match([old("1", LONG)], [new("1", REWORDED)]).pairs == (("a", "x"),)


def test_reworded_under_another_number_is_a_question_and_both_stay() -> None:
    result = match([old("1", LONG)], [new("2", REWORDED)])
    assert result == Matched((), ("x",), (), (("a", ("x",)),))


def test_text_that_stands_twice_says_nothing_about_which() -> None:
    result = match([old("1", LONG, "a")], [new("3", LONG, "x"), new("4", LONG, "y")])
    assert result == Matched((), ("x", "y"), (), (("a", ("x", "y")),))


def test_rows_that_are_the_same_in_every_word_pair_in_their_order() -> None:
    result = match([old("1", LONG, k) for k in "abc"], [new("1", LONG, k) for k in "xyz"])
    assert result.pairs == (("a", "x"), ("b", "y"), ("c", "z"))


def test_number_that_stands_twice_pairs_nobody() -> None:
    """Two old rows may not become the same new row."""
    result = match([old("1", LONG, "a"), old("1", LONG + ".", "b")], [new("1", REWORDED)])
    assert result.pairs == () and dict(result.doubtful) == {"a": ("x",), "b": ("x",)}


def test_vanished_is_gone_and_unknown_is_new() -> None:
    assert match([old("1", LONG)], [new("9", OTHER)]) == Matched((), ("x",), ("a",), ())


def test_strongest_rule_wins() -> None:
    """A reworded row does not take the partner of the row that is the same in every word."""
    result = match([old("1", LONG, "a"), old("1", REWORDED, "b")], [new("1", REWORDED, "x")])
    assert result.pairs == (("b", "x"),)


TEXTS = st.sampled_from([LONG, REWORDED, OTHER, LONG + " i kommunene", "x", ""])
SIDES = st.lists(st.tuples(st.sampled_from(["1", "2", "3"]), TEXTS), max_size=5)


def _rows(side: list[tuple[str, str]], mark: str) -> list[Row]:
    return [Row(f"{mark}{n}", number, text) for n, (number, text) in enumerate(side)]


@given(SIDES, SIDES)
def test_matching_is_one_to_one_and_loses_nobody(before: list[tuple[str, str]], now: list[tuple[str, str]]) -> None:
    result = match(_rows(before, "o"), _rows(now, "n"))
    paired_old, paired_new = [o for o, _ in result.pairs], [n for _, n in result.pairs]
    doubtful = [key for key, _ in result.doubtful]
    assert sorted([*paired_old, *result.gone, *doubtful]) == sorted(r.key for r in _rows(before, "o"))
    assert sorted([*paired_new, *result.new]) == sorted(r.key for r in _rows(now, "n"))
    assert all(set(candidates) <= set(result.new) for _, candidates in result.doubtful)


@given(SIDES, SIDES)
def test_pairs_are_alike_in_text(before: list[tuple[str, str]], now: list[tuple[str, str]]) -> None:
    rows = {r.key: r for r in (*_rows(before, "o"), *_rows(now, "n"))}
    for one, other in match(_rows(before, "o"), _rows(now, "n")).pairs:
        assert similarity(rows[one].text, rows[other].text) >= SIMILAR


@given(SIDES)
def test_the_same_version_again_changes_nothing(side: list[tuple[str, str]]) -> None:
    result = match(_rows(side, "o"), _rows(side, "n"))
    assert set(result.pairs) == {(f"o{n}", f"n{n}") for n in range(len(side))}

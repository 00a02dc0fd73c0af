"""YAML 1.2 with places, read the same way by both scanners."""

from pathlib import Path

import pytest

from engine.documents.yamltext import ALIAS_LIMIT, Float, parse, read_text
from rules.errors import ConfigError

both = pytest.mark.parametrize("fast", [False, True], ids=["ruamel", "libyaml"])


@both
def test_only_true_and_false_are_booleans_and_a_day_stays_text(fast: bool) -> None:
    text = "a: NO\nb: yes\nc: 2014-01-01\nd: 1.10\ne: true\nf: 09:30\ng: ~\nh: '12'\ni: 007\nj: off\n1: x\n"
    data = parse(text, "f", fast=fast).data
    assert data == {
        "a": "NO", "b": "yes", "c": "2014-01-01", "d": 1.1, "e": True, "f": "09:30", "g": None, "h": "12", "i": 7,
        "j": "off", "1": "x",
    }  # fmt: skip
    assert isinstance(data["d"], Float)
    assert (data["d"].text, data["i"].text) == ("1.10", "007")


@both
def test_every_value_and_key_knows_its_place(fast: bool) -> None:
    document = parse("a:\n  - {b: æøå, c: 2}\n", "f", fast=fast)
    assert (document.node(("a", 0, "c")).line, document.node(("a", 0, "c")).column) == (2, 17)
    assert document.key(("a", 0, "c")).column == 14
    node = document.node(("a", 0, "b"))
    assert document.text[node.start : node.end] == "æøå"
    assert document.existing(("a", 0, "x", "y")) == ("a", 0)


@both
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2\n", "f:2:1: a: nøkkelen «a» står to ganger; første gang på linje 1"),
        ("x:\n  a: 1\n  'a': 2\n", "f:3:3: x.a: nøkkelen «a» står to ganger; første gang på linje 2"),
        ("a: !!str 1", "f:1:4: a: merket «!!str» er ikke tillatt; skriv verdien uten"),
        ("- &a [1]\n- &b [*a, *a]\n- [*b]\n", "f:3:4: 2.0: *b viser til noe som selv viser videre; skriv innholdet ut"),
        ("a: &a [*a]", "f:1:8: a.0: *a viser til noe som selv viser videre; skriv innholdet ut"),
        ("", "f: fila er tom"),
        ("# bare en kommentar\n", "f: fila er tom"),
        ("a: 1\n---\nb: 2\n", "f:2:1: fila har mer enn ett dokument; fjern linja med ---"),
        ("? [a]\n: b\n", "f:1:3: en nøkkel må være ett ord eller én tekst"),
        ("a:\n\tb: 1\n", "f:2:1: linja er rykket inn med tabulator; bruk mellomrom"),
        ("a: x\0y", "f:1:5: her står et usynlig tegn (U+0000) som YAML ikke tillater; fjern det"),
    ],
)
def test_mistakes_of_form(text: str, said: str, fast: bool) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, "f", fast=fast)
    assert str(caught.value) == said


@both
@pytest.mark.parametrize("depth", [30, 5000])
def test_deep_nesting_is_refused_and_does_no_harm(depth: int, fast: bool) -> None:
    with pytest.raises(ConfigError):
        parse("a: " + "[" * depth + "]" * depth, "f", fast=fast)


@both
def test_aliases_work_up_to_a_bound(fast: bool) -> None:
    assert parse("a: &a {x: 1}\nb: *a\n", "f", fast=fast).data["b"] == {"x": 1}
    with pytest.raises(ConfigError, match="mer enn 100 ganger"):
        parse("a: &a [1]\nb: [" + "*a, " * (ALIAS_LIMIT + 1) + "]\n", "f", fast=fast)


def test_two_duplicates_are_both_told() -> None:
    with pytest.raises(ConfigError) as caught:
        parse("a: 1\na: 2\nb: 1\nb: 2\n", "f")
    assert [p.line for p in caught.value.problems] == [2, 4]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xef\xbb\xbfa: 1", None),
        (
            "a: æ".encode("latin-1"),
            "f:1:4: her står et tegn som ikke er UTF-8 (byte 0xE6); lagre fila på nytt med tegnsettet UTF-8",
        ),
        ("a: 1".encode("utf-16"), "f:1:1: fila er lagret som UTF-16; lagre den på nytt som UTF-8"),
        (
            b"a" * 101,
            "f: fila er på 101 byte, og grensen er 100; del den opp, eller fjern det som ikke hører hjemme her",
        ),
    ],
)
def test_bytes_that_are_no_text(raw: bytes, said: str | None, tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(raw)
    if said is None:
        assert read_text(path, "f", 100, "nb") == "a: 1"
        return
    with pytest.raises(ConfigError) as caught:
        read_text(path, "f", 100, "nb")
    assert str(caught.value) == said


@pytest.mark.parametrize("fast", [False, True])
def test_words_that_older_yaml_took_for_true_and_false_are_texts(fast: bool) -> None:
    found = parse("land: no\nlys: [on, off, yes]\nja: true\n", "x.yaml", fast=fast)
    assert found.data == {"land": "no", "lys": ["on", "off", "yes"], "ja": True}

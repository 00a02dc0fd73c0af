from __future__ import annotations

from dataclasses import replace

from rules.planwords import Entry, changes, trace

A = Entry("1.1", "Område", "Avtale", ("Skrive",), "", "2022", "MFU")
B = Entry("1.2", "Område", "Kurs", (), "", "Våren 2022", "")
C = Entry("1.3", "Område", "Nettside", (), "", "2022", "")


def test_what_is_worded_otherwise_is_told_by_field() -> None:
    later = replace(B, deadline="Hausten 2022", number="2.7")
    (change,) = changes((A, B), (later, A))
    assert (change.old, change.new, change.fields, change.number) == (B, later, ("deadline",), "2.7")


def test_new_and_gone_measures_are_changes_too() -> None:
    new, gone = changes((A, B), (A, C))
    assert (new.old, new.new, gone.old, gone.new) == (None, C, B, None)
    assert (new.entry, gone.entry) == (C, B)


def test_spaces_and_numbers_are_no_words() -> None:
    assert changes((A,), (replace(A, number="9", title="Avtale ", activities=("Skrive ",)),)) == ()


def test_a_measure_has_changed_in_the_version_that_last_touched_it() -> None:
    later = replace(B, deadline="Hausten 2022")
    traced = trace([(A, B), (A, later), (A, later, C)])
    assert [(t.entry.title, t.since, t.gone) for t in traced] == [
        ("Avtale", 1, False),
        ("Kurs", 2, False),
        ("Nettside", 3, False),
    ]


def test_what_left_is_told_with_the_version_where_it_left() -> None:
    traced = trace([(A, B), (A,), (A, C)])
    assert [(t.entry.title, t.since, t.gone) for t in traced] == [
        ("Avtale", 1, False),
        ("Nettside", 3, False),
        ("Kurs", 2, True),
    ]
    assert trace([]) == ()

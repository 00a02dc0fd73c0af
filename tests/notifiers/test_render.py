from __future__ import annotations

import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest

from notifiers import render
from notifiers.render import TEMPLATES, Renderer, check
from notifiers.samples import sample
from notifiers.view import MAX_ROWS, ItemView, LetterView, capped
from notifiers.words import LOCALES
from rules.errors import NotifyError

EACH = pytest.mark.parametrize(("name", "locale"), list(product(TEMPLATES, LOCALES)))
NEVER = ("purring", "purr", "eskaler", "oversittet", "oversitt", "forfalt")


class Page(HTMLParser):
    """What the tests want to know of a page: tags in order, links, headings, whether tags nest."""

    VOID = frozenset({"meta", "br", "img", "link", "input", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def links(self) -> set[str]:
        return {str(attrs["href"]) for tag, attrs in self.tags if tag == "a"}

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


def test_the_shipped_templates_have_no_mistakes_whatever_states_are_called(templates: Path) -> None:
    """`tidsfrist check` tries only mails that somebody has changed; tests/engine/test_shipped.py knows these."""
    strange = ("", "<b>{{ letter }}</b>", "veldig " * 500, "Pågår")
    assert Renderer(templates).check(TEMPLATES, dict.fromkeys(LOCALES, strange)) == ()


@EACH
def test_page_is_well_made(renderer: Renderer, name: str, locale: str) -> None:
    for view in sample(name, locale):
        page = Page(renderer.render(view).html)
        assert page.open == []
        assert page.tags[0] == ("html", {"lang": locale, "dir": "ltr"})
        assert page.headings[0] == 1 and page.headings.count(1) == 1
        assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
        assert all(attrs.get("role") == "presentation" for tag, attrs in page.tags if tag == "table")
        assert not {"img", "script", "iframe", "link", "form"} & {tag for tag, _ in page.tags}
        assert ("meta", {"name": "color-scheme", "content": "light dark"}) in page.tags


@EACH
def test_both_parts_say_the_same(renderer: Renderer, name: str, locale: str) -> None:
    for view in sample(name, locale):
        made = renderer.render(view)
        page = Page(made.html)
        assert page.links == set(re.findall(r"https?://[^\s)>]+", made.text))
        seen, read = " ".join("".join(page.words).split()), " ".join(made.text.split())
        for word in _must_stand(view):
            assert word in seen and word in read
        for word in _all_texts(view):
            assert (word in seen) == (word in read), word


# What a mail of these says of a measure; every other mail says all of FIELDS.
FIELDS = ("measure_name", "plan_title", "deadline_text", "reading", "due_words", "state_label", "role_label", "others")
SAYS = {
    "answered": FIELDS[:-2],  # nobody has anything to do any more
    "list_check": ("number", "measure_name"),
    "silence_ends": ("measure_name", "due_words"),
}


def _must_stand(view: LetterView) -> list[str]:
    """Each measure, plan, deadline as written and as read, state, who else, why, and what else there is to say."""
    view = capped(view)
    words = [view.plan_title if view.items else "", view.why]
    for item in view.items:
        for name in SAYS.get(view.template, FIELDS):
            said = getattr(item, name)
            words += said if isinstance(said, tuple) else [said] if said != view.answer_by else []
        words += [text for _, text in item.facts]
    return [" ".join(w.split()) for w in words if w]


def _all_texts(view: LetterView) -> set[str]:
    """Every text that a template could show: what one part says, the other says too."""
    view = capped(view)
    given = [getattr(item, f.name) for item in view.items for f in fields(ItemView)] + [view.why, view.role_label]
    texts = [" ".join(one.split()) for one in given if isinstance(one, str)]
    return {one for one in texts if len(one) > 3 and one != view.template}


@EACH
def test_wording_is_kind(renderer: Renderer, name: str, locale: str) -> None:
    for view in sample(name, locale):
        made = renderer.render(view)
        assert not [w for w in NEVER if w in (made.subject + made.text + made.html).lower()]
        assert "\n" not in made.subject and "[" not in made.subject and len(made.subject) < 230
        assert max(len(line) for line in made.text.splitlines()) <= 76
        assert "\n\n\n" not in made.text


@EACH
def test_a_full_mail_is_under_90_kb_and_counts_the_rest(renderer: Renderer, name: str, locale: str) -> None:
    *_, long = sample(name, locale)
    made = renderer.render(long)
    assert len(made.html.encode()) < 90_000
    rest = "og 41 til" if name == "digest" else "og 6 til"
    assert rest in made.text and rest in made.html


@pytest.mark.parametrize("name", ["status_request", "late_list", "digest"])
def test_a_mail_full_of_texts_that_are_far_too_long_is_still_written(renderer: Renderer, name: str) -> None:
    *_, long, _ = sample(name, "nb")
    made = renderer.render(replace(long, items=long.items * MAX_ROWS))
    assert "…" in made.text and len(made.html) < render.MAX_OUTPUT


@EACH
def test_hostile_text_is_inert(renderer: Renderer, name: str, locale: str) -> None:
    _, _, hostile, *_ = sample(name, locale)
    made = renderer.render(hostile)
    assert "<script" not in made.html and "49" not in made.html
    assert "{{7*7}}" in made.text


def test_the_name_of_the_activity_is_in_the_subject(renderer: Renderer) -> None:
    for name in ("reminder", "due_today", "overdue", "after", "moved"):
        assert "Evaluere avtalen om øyeblikkelig hjelp" in renderer.render(next(sample(name, "nb"))).subject


@pytest.mark.parametrize("name", ["reminder", "due_today", "overdue", "after", "moved"])
def test_a_subject_carries_the_day_so_that_it_is_true_whenever_it_is_read(renderer: Renderer, name: str) -> None:
    for locale in LOCALES:
        full, sparse, *_ = sample(name, locale)
        subject = renderer.render(full).subject
        assert full.first.due_words in subject and f" {full.first.when_words}:" not in subject
        assert "  " not in renderer.render(sparse).subject


@pytest.mark.parametrize(("locale", "no", "unfinished"), [("nb", "Uten", "Ikke"), ("nn", "Utan", "Ikkje")])
def test_where_somebody_has_answered_nothing_says_that_nobody_has(
    renderer: Renderer, locale: str, no: str, unfinished: str
) -> None:
    after = next(sample("after", locale))
    heard = replace(after, items=(replace(after.first, heard=True),))
    for name in ("after", "digest"):
        mails = [renderer.render(replace(v, template=name, more=0)) for v in (after, heard)]
        assert [m.subject.split()[0] for m in mails] == [no, unfinished]
        for part in (" ".join(text.split()) for text in (mails[1].text, mails[1].html)):
            assert "svar etter" not in part.lower() and "fått svar" not in part
            assert f"{unfinished} meldt ferdig".lower() in part.lower()


@pytest.mark.parametrize(
    ("locale", "day", "done"),
    [("nb", "svarfrist for status", "Har du svart, trenger"), ("nn", "svarfrist for status", "Har du svara, treng")],
)
def test_a_round_that_moves_is_no_new_deadline_of_the_measure(
    renderer: Renderer, locale: str, day: str, done: str
) -> None:
    moved = next(sample("moved", locale))
    of_round = replace(moved, items=(replace(moved.first, of_round=True),), more=0)
    alone, digest = (renderer.render(replace(of_round, template=name)) for name in ("moved", "digest"))
    assert alone.subject.startswith(f"Ny {day} ")
    assert all(done in " ".join(text.split()) for text in (alone.text, alone.html))
    assert all(f"Ny {day}" in text for text in (digest.text, digest.html))
    other = renderer.render(moved)
    assert other.subject.startswith("Ny frist ") and day not in other.text + other.html


def test_nynorsk_is_nynorsk(renderer: Renderer) -> None:
    assert "for ei veke sidan" in renderer.render(next(sample("overdue", "nn"))).text
    for name in TEMPLATES:
        _, sparse, *_ = sample(name, "nn")
        words = set(re.findall(r"\w+", renderer.render(sparse).text.lower()))
        assert not words & {
            "ikke",
            "hvordan",
            "noe",
            "fra",
            "en",
            "hvorfor",
            "dere",
            "trenger",
            "fristene",
            "nå",
            "uten",
        }


def test_a_rounds_answering_day_is_not_shown_as_the_measures_own(renderer: Renderer) -> None:
    view = next(sample("status_request", "nb"))
    report = replace(view.items[0], due_words=view.answer_by, when_words="om 10 dager", template="status_request")
    made = renderer.render(replace(view, items=(report,)))
    assert made.text.count(view.answer_by) == 1 and "Dato:" not in made.text


def test_a_digest_of_the_secretariats_own_does_not_send_her_to_herself(renderer: Renderer) -> None:
    view = next(sample("digest", "nb"))
    items = tuple(replace(item, template="after", links=()) for item in view.items)
    assert "Svar på denne e-posten" not in renderer.render(replace(view, items=items)).text


def test_without_links_the_mail_asks_for_a_reply(renderer: Renderer) -> None:
    _, sparse, *_ = sample("reminder", "nb")
    made = renderer.render(sparse)
    assert "Svar på denne e-posten" in made.text and 'class="action"' not in made.html


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_enough_in_light_and_dark(templates: Path) -> None:
    css = (templates / "_layout.html").read_text(encoding="utf-8").split("<style>")[1].split("</style>")[0]
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    for scheme, ground in ((light, "#ffffff"), (dark, "#1e242b")):
        assert f"background-color: {ground}" in scheme
        rules = [line for line in scheme.splitlines() if not line.lstrip().startswith(".pre")]
        colours = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", "\n".join(rules)))
        assert len(colours) >= 3
        assert all(_contrast(colour, ground) >= 4.5 for colour in colours)


def test_every_colour_has_a_dark_counterpart(templates: Path) -> None:
    css = (templates / "_layout.html").read_text(encoding="utf-8").split("</style>")[0]
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    coloured = set(re.findall(r"^(\S.*?) \{[^}]*(?<![-\w])color: #", light, re.MULTILINE))
    selectors = {s.strip() for rule in coloured for s in rule.split(",")}
    darkened = {s.strip() for rule in re.findall(r"^\s+(\S.*?) \{", dark, re.MULTILINE) for s in rule.split(",")}
    assert selectors - darkened == set()


# --- a folder of one's own ---------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for locale in LOCALES:
        (tmp_path / locale).mkdir()
        for suffix in ("subject", "txt", "html"):
            (tmp_path / locale / f"reminder.{suffix}").write_text("Hei {{ letter.person_name }}\n", encoding="utf-8")
    return tmp_path


def problems(folder: Path, text: str, suffix: str = "txt") -> str:
    (folder / "nb" / f"reminder.{suffix}").write_text(text, encoding="utf-8")
    return "\n".join(str(p) for p in check(folder, ["reminder"]))


def test_a_misspelt_variable_is_told_with_file_and_line(own: Path) -> None:
    told = problems(own, "Hei\n\n{{ letter.person_nmae }}\n")
    assert told.startswith(f"{own}/nb/reminder.txt:3:1: ")
    assert "person_nmae" in told


def test_a_syntax_error_is_told_with_file_and_line(own: Path) -> None:
    assert problems(own, "Hei\n{% if %}\n").startswith(f"{own}/nb/reminder.txt:2:1: ")


def test_a_missing_file_is_told(own: Path) -> None:
    (own / "nn" / "reminder.html").unlink()
    assert "nn/reminder.html: the template 'reminder.html' is missing" in str(check(own, ["reminder"])[0])


def test_an_unknown_template_is_told(own: Path) -> None:
    assert "there is no template 'remidner'" in str(check(own, ["remidner"])[0])


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 10000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ 'a'.ljust(1000000000) }}",
        "{{ letter.plan_title.join('abc') }}",
        "{{ letter.plan_title.upper }}",
        "{{ letter.__class__ }}",
        "{{ letter['__class__'] }}",
        "{{ letter.plan_title['upper'] }}",
        "{{ letter.plan_title[0] }}",
        "{{ letter.items['count'] }}",
        "{{ letter.items.count }}",
        "{{ turns.left }}",
        "{{ letter | attr('__class__') }}",
        "{{ range(10) }}",
        "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
        "{% set x %}{{ letter.plan_title }}{% endset %}",
        "{% set x = 'a' ~ 'b' %}",
        "{% set x = [1, 2] %}",
        "{% with x = 1 %}{% endwith %}",
        "{% include 'reminder.txt' %}",
        "{% include letter.plan_title %}",
        "{% include '../../etc/passwd' %}",
        "{% import 'x.html' as x %}",
        "{% for a in letter.items recursive %}{% endfor %}",
        "{% for a in letter.why %}{% for b in letter.why %}{% for c in letter.why %}{% endfor %}{% endfor %}{% endfor %}",  # noqa: E501
    ],
)
def test_what_a_template_may_not_do(own: Path, text: str) -> None:
    assert f"{own}/nb/reminder.txt:1:1: " in problems(own, text)


def test_a_mail_may_not_grow_out_of_hand(own: Path) -> None:
    text = "{% for a in letter.why %}{% for b in letter.why %}" + "long " * 100 + "{% endfor %}{% endfor %}"
    assert "the mail grows over 200000 characters" in problems(own, text)


def test_a_part_may_not_take_in_itself(own: Path) -> None:
    (own / "nb" / "_a.txt").write_text("{% include '_a.txt' %}", encoding="utf-8")
    assert f"{own}/nb/_a.txt:1:1: " in problems(own, "{% include '_a.txt' %}")


def test_what_a_template_may_do(own: Path) -> None:
    text = "{% set i = letter.first %}{{ i.title | upper }}{% for x in letter.items %}{{ loop.index }}{% endfor %}"
    assert problems(own, text) == ""


def test_a_failing_template_is_a_permanent_error_with_the_place(own: Path) -> None:
    problems(own, "\n{{ letter.nothing }}")
    view = LetterView("reminder", "nb", "K", "P", "S", "s@example.org", (ItemView("reminder", "P", "M"),))
    with pytest.raises(NotifyError, match=r"reminder\.txt:2:1: .*nothing") as caught:
        Renderer(own).render(view)
    assert caught.value.permanent


def test_a_stored_version_renders_as_its_folder_and_names_its_mistakes(templates: Path, renderer: Renderer) -> None:
    texts = {
        path.relative_to(templates).as_posix(): path.read_text(encoding="utf-8")
        for path in templates.rglob("*")
        if path.is_file()
    }
    view = next(sample("reminder", "nn"))
    assert Renderer(Path("version-12"), texts).render(view) == renderer.render(view)
    texts["nn/reminder.txt"] = "\n{{ letter.nothing }}"
    (told,) = Renderer(Path("version-12"), texts).check(["reminder"])
    assert str(told).startswith("version-12/nn/reminder.txt:2:1: ")


def test_limits_are_generous_for_real_mails() -> None:
    assert render.MAX_OUTPUT > 2 * 90_000

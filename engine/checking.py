"""Everything that can be wrong with a config folder, before it counts. Public names: check_folder, check_version,
older_words.

Beyond what loading finds, every template is rendered in every language and every state; a mail that is word for word
as it came with the program was so tried when the program was made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from engine.documents.migrations import CURRENT, version_of
from engine.documents.template_review import retold
from engine.documents.words import Lang, or_suggest, quoted, say
from engine.documents.yamltext import CONFIG_LIMIT, parse, read_text
from engine.rulebooks import RULEBOOK, Folder, is_template, load_folder, load_texts
from engine.shipped import tried_templates, with_shipped_templates
from notifiers.render import TEMPLATES, Renderer
from notifiers.words import LOCALES
from rules.errors import ConfigError, Problem
from rules.rulebook import Rulebook

_FOLDER = Path("templates")


def check_folder(path: Path, lang: Lang = "nb", known_plans: Collection[str] = ()) -> Folder:
    """The folder without mistakes, its templates tried out. Raises ConfigError with all mistakes of all files."""
    texts = dict(_template_files(path, lang))
    try:
        folder = load_folder(path, lang=lang, known_plans=known_plans)
    except ConfigError as error:
        raise ConfigError(
            [*error.problems, *_untold(error.problems, _templates(path, texts, None, lang), path)]
        ) from None
    problems = [*_templates(path, texts, folder.rulebook, lang), *_unknown_templates(folder, path, lang)]
    if problems:
        raise ConfigError(problems)
    return folder


def _untold(told: Collection[Problem], found: list[Problem], path: Path) -> list[Problem]:
    """Without the missing files that loading has told about already."""
    messages = " ".join(p.message for p in told)
    return [p for p in found if p.line or Path(p.file).relative_to(path).as_posix() not in messages]


def check_version(files: Mapping[str, str], n: int, lang: Lang = "nb") -> Folder:
    """The same for the files of an earlier version. Raises ConfigError."""
    folder = load_texts(files, n, lang=lang)
    texts = {name: text for name, text in files.items() if name.startswith("templates/")}
    problems = _templates(Path(), texts, folder.rulebook, lang)
    if problems:
        raise ConfigError(problems)
    return folder


def older_words(folder: Folder, lang: Lang = "nb") -> str:
    """What to say where the rulebook is written in an older form than today's, "" where it is not."""
    version = version_of(parse(folder.files[RULEBOOK], RULEBOOK, lang).data)
    return say(lang, "older", file=RULEBOOK, value=version) if version is not None and version < CURRENT else ""


def _template_files(path: Path, lang: Lang) -> Iterator[tuple[str, str]]:
    """Those that can be read; what cannot, is told by loading."""
    for file in sorted((path / "templates").rglob("*")):
        if is_template(file):
            try:
                yield file.relative_to(path).as_posix(), read_text(file, file.as_posix(), CONFIG_LIMIT, lang)
            except ConfigError:
                continue


def _templates(path: Path, texts: Mapping[str, str], book: Rulebook | None, lang: Lang) -> list[Problem]:
    mine = {name.removeprefix("templates/"): text for name, text in texts.items()}
    states = book.states.values() if book else ()
    labels = tuple((str(locale), tuple(state.name_in(locale) for state in states)) for locale in LOCALES)
    whole = with_shipped_templates(mine)
    found = _tried(tuple(sorted(whole.items())), labels, _own_mails(whole))
    named = [replace(p, file=(path / "templates" / Path(p.file).relative_to(_FOLDER)).as_posix()) for p in found]
    by_file = {(path / name).as_posix(): text for name, text in texts.items()}
    return retold(named, by_file, lang)


def _own_mails(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The mails that somebody has changed; all of them, where it is a part that mails take in."""
    tried = tried_templates()
    changed = {name for name in {*texts, *tried} if texts.get(name) != tried.get(name)}
    mails = {Path(name).stem for name in changed}
    return tuple(name for name in TEMPLATES if name in mails) if mails.issubset(TEMPLATES) else TEMPLATES


@lru_cache(maxsize=8)
def _tried(
    texts: tuple[tuple[str, str], ...], labels: tuple[tuple[str, tuple[str, ...]], ...], mails: tuple[str, ...]
) -> tuple[Problem, ...]:
    """What is wrong with these mails: tried once, however often a folder is looked at."""
    return Renderer(_FOLDER, dict(texts)).check(mails, dict(labels))


def _unknown_templates(folder: Folder, path: Path, lang: Lang) -> Iterator[Problem]:
    """Names under «templates» that no mail has."""
    for name in (n for n in folder.files if n.endswith(".yaml")):
        document = parse(folder.files[name], (path / name).as_posix(), lang)
        listed = document.data.get("templates") if isinstance(document.data, dict) else None
        for template in listed if isinstance(listed, dict) else ():
            if template not in TEMPLATES:
                message = say(lang, "no_such_mail", value=quoted(template, lang), known=", ".join(TEMPLATES))
                message += or_suggest(lang, template, TEMPLATES)
                yield document.problem(("templates", template), message, at_key=True)

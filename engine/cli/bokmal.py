"""Typer's own English words, of help and of usage errors, in bokmål. Public names: in_bokmal."""

from __future__ import annotations

import re

# Typer's line or part of a line, and ours. Usage and its brackets come first: they stand in both help and errors.
# Strings, since most runs print nothing of Typer's: an expression is made when it is first used.
_WORDS = (
    (r"^Usage: (.*)\[OPTIONS\] COMMAND \[ARGS\]\.\.\.", r"Bruk: \1VERB … [VALG]"),
    (r"^Usage: (.*)\[OPTIONS\]", r"Bruk: \1[VALG]"),
    (r"^Arguments:$", "Argumenter:"),
    (r"^Options:$", "Valg:"),
    (r"^Commands:$", "Verb:"),
    (r"Show this message and exit\.", "Vis denne hjelpen."),
    (r"\[required\]", "[må være med]"),
    (r"\[default:(\s+)", r"[ellers:\1"),
    (r"<int>", "TALL "),  # as wide as they were: columns stay columns
    (r"<int range>", "TALL       "),
    (r"<str>", "TEKST"),
    (r"<path>", "FIL   "),
    (r"^Try '(.*)' for help\.$", r"Prøv «\1»."),
    (r"^Error: ", ""),
    (r"No such command '(.*?)'\.", r"Det finnes ikke noe verb «\1»."),
    (r"Missing command\.", "Verbet mangler."),
    (r"Missing argument '(.*?)'\.", r"\1 mangler."),
    (r"Missing option '(.*?)'\.", r"\1 mangler."),
    (r"No such option: (\S+)", r"Det finnes ikke noe valg \1."),
    (r"\(Possible options: (.*)\)", r"Mente du \1?"),
    (r"Did you mean '(.*)'\?", r"Mente du «\1»?"),
    (r"Option '(.*?)' requires an argument\.", r"\1 må ha noe etter seg."),
    (r"Option '(.*?)' requires (\d+) arguments\.", r"\1 må ha \2 verdier etter seg."),
    (r"Option '(.*?)' does not take a value\.", r"\1 skal ikke ha noe etter seg."),
    (r"Got unexpected extra argument\(s\) \((.*)\)", r"Dette var det ikke plass til: \1. Skriv tekst i hermetegn."),
    (r"Invalid value for '(.*?)': ", r"\1: "),
    (r"'(.*)' is not a valid int range\.", r"«\1» er ikke et helt tall."),
    (r"'(.*)' is not a valid (?:int|integer)\.", r"«\1» er ikke et helt tall."),
    (r"'(.*)' is not a valid float\.", r"«\1» er ikke et tall."),
    (r"(\S+) is not in the range x>=(\S+)\.", r"\1 er for lite; det må være minst \2."),
    (r"(\S+) is not in the range (\S+)<=x<=(\S+)\.", r"\1 må være fra \2 til \3."),
    (r"Path '(.*)' is not readable\.", r"«\1» kan ikke leses: du har ikke lov."),
    (r"'(.*)' is not one of (.*)\.", r"«\1» er ikke ett av \2."),
)


def in_bokmal(text: str) -> str:
    """What Typer prints, with its own words in bokmål; what it does not know stays."""
    for pattern, words in _WORDS if text else ():
        text = re.sub(pattern, words, text, flags=re.MULTILINE)
    return text

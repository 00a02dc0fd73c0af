"""A mail that did not go out, in words. Public names: WHY, unsent_facts, plan_matter."""

from __future__ import annotations

from notifiers.view import Fact
from rules.model import Notice, Person

_WORDS = {
    "nb": {"to": "Til", "why": "Hvorfor"},
    "nn": {"to": "Til", "why": "Kvifor"},
}
# By code; the secretariat reads them in a mail, and whoever asks «explain».
WHY = {
    "nb": {
        "unwritable": "vi klarte ikke å skrive e-posten; det kan være en feil i malen for den",
        "refused": "adressen finnes ikke, eller e-postsystemet til mottakeren tok den ikke imot",
        "gave_up": "e-posttjeneren tok den ikke imot; vi prøvde i nesten to døgn før vi ga opp",
        "nobody": "mottakeren står ikke i registeret lenger",
        "uncertain": "utsendingen ble avbrutt to ganger, så vi vet ikke om den kom fram",
    },
    "nn": {
        "unwritable": "vi klarte ikkje å skrive e-posten; det kan vere ein feil i malen for han",
        "refused": "adressa finst ikkje, eller e-postsystemet til mottakaren tok han ikkje imot",
        "gave_up": "e-posttenaren tok han ikkje imot; vi prøvde i nesten to døgn før vi gav opp",
        "nobody": "mottakaren står ikkje i registeret lenger",
        "uncertain": "utsendinga vart avbroten to gonger, så vi veit ikkje om han kom fram",
    },
}
# What a mail was that is about the whole plan.
_MATTERS = {
    "nb": {
        "introduction": "Introduksjonen til tiltakene",
        "late_list": "Listen over det som var passert fra før",
        "approval": "Planen til godkjenning",
    },
    "nn": {
        "introduction": "Introduksjonen til tiltaka",
        "late_list": "Lista over det som var passert frå før",
        "approval": "Planen til godkjenning",
    },
}


def unsent_facts(failed: Notice, why: str, to: Person | None, locale: str) -> tuple[Fact, ...]:
    """Who did not get it, and why. `to` None: nobody knows her any more."""
    words = _WORDS[locale]
    told = WHY[locale].get(why, why)
    name = f"{to.name} ({to.email})" if to else failed.person
    return (words["to"], name), (words["why"], f"{told[:1].upper()}{told[1:]}.")


def plan_matter(failed: Notice, plan_title: str, locale: str) -> str:
    """What the mail was about, where it was about no measure of its own."""
    return _MATTERS[locale].get(failed.kind, plan_title)

"""What is said about mistakes in files, in bokmål and English. Public names: Lang, say, quoted, or_suggest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from engine.documents.meant import nearest

Lang = Literal["nb", "en"]

_SAID: dict[str, tuple[str, str]] = {
    # reading the file
    "too_big": (
        "fila er på {size} byte, og grensen er {limit}; del den opp, eller fjern det som ikke hører hjemme her",
        "the file has {size} bytes, the limit is {limit}; split it, or remove what does not belong here",
    ),
    "missing_file": ("fila finnes ikke; se over navnet og mappa", "no such file; look at its name and folder"),
    "missing_part": (
        "fila finnes ikke; «tidsfrist init MAPPE» lager en mappe å begynne med",
        "no such file; 'tidsfrist init DIR' makes a folder to start from",
    ),
    "missing_folder": (
        "mappa finnes ikke; lag en med «tidsfrist init {folder}», eller si hvor den er med --config MAPPE",
        "no such folder; make one with 'tidsfrist init {folder}', or say where it is with --config DIR",
    ),
    "no_folder": ("dette er en fil, ikke en config-mappe", "this is a file, not a config folder"),
    "unreadable_file": ("fila kan ikke leses: {why}", "the file cannot be read: {why}"),
    "utf16": (
        "fila er lagret som UTF-16; lagre den på nytt som UTF-8",
        "the file is saved as UTF-16; save it again as UTF-8",
    ),
    "not_utf8": (
        "her står et tegn som ikke er UTF-8 (byte {byte}); lagre fila på nytt med tegnsettet UTF-8",
        "there is a character here that is not UTF-8 (byte {byte}); save the file again in the encoding UTF-8",
    ),
    "control": (
        "her står et usynlig tegn (U+{code}) som YAML ikke tillater; fjern det",
        "there is an invisible character (U+{code}) here that YAML does not allow; remove it",
    ),
    "tab": (
        "linja er rykket inn med tabulator; bruk mellomrom",
        "the line is indented with a tab; use spaces",
    ),
    "empty": ("fila er tom", "the file is empty"),
    "syntax": ("fila kan ikke leses som YAML: {why}", "the file cannot be read as YAML: {why}"),
    "two_documents": (
        "fila har mer enn ett dokument; fjern linja med ---",
        "the file has more than one document; remove the line with ---",
    ),
    "too_deep": ("innholdet er nøstet dypere enn {limit} nivåer", "the content is nested deeper than {limit} levels"),
    "tag": (
        "merket {tag} er ikke tillatt; skriv verdien uten",
        "the tag {tag} is not allowed; write the value without",
    ),
    "unknown_alias": ("*{name} viser til noe som ikke finnes", "*{name} refers to nothing"),
    "nested_alias": (
        "*{name} viser til noe som selv viser videre; skriv innholdet ut",
        "*{name} refers to something that refers further; write the content out",
    ),
    "many_aliases": (
        "fila viser til seg selv mer enn {limit} ganger; skriv innholdet ut",
        "the file refers to itself more than {limit} times; write the content out",
    ),
    "complex_key": ("en nøkkel må være ett ord eller én tekst", "a key must be one word or one text"),
    "duplicate_key": (
        "nøkkelen {key} står to ganger; første gang på linje {line}",
        "the key {key} stands twice; the first is on line {line}",
    ),
    # what pydantic finds
    "missing": ("mangler {key}", "{key} is missing"),
    "extra_forbidden": ("ukjent nøkkel {key}", "unknown key {key}"),
    "home": ("; den hører til under {where}", "; it belongs under {where}"),
    "or": (" eller ", " or "),
    "at_the_top": ("; den hører til ytterst i fila, uten innrykk", "; it belongs at the top, without indentation"),
    "string_type": (
        "må være en tekst, ikke {value}; sett anførselstegn rundt",
        "must be a text, not {value}; put it in quotes",
    ),
    "int": ("må være et helt tall, ikke {value}", "must be a whole number, not {value}"),
    "float": ("må være et tall, ikke {value}", "must be a number, not {value}"),
    "bool": ("må være true eller false, ikke {value}", "must be true or false, not {value}"),
    "list": ("må være en liste, ikke {value}", "must be a list, not {value}"),
    "list_around": (
        "må være en liste, ikke {value}; sett hakeparenteser [ ] rundt",
        "must be a list, not {value}; put brackets [ ] around it",
    ),
    "block": ("må være en blokk med nøkler, ikke {value}", "must be a block of keys, not {value}"),
    "literal": ("{value} er ikke ett av {expected}", "{value} is none of {expected}"),
    "only": ("her kan det bare stå {expected}, ikke {value}", "only {expected} can stand here, not {value}"),
    "no_value": (
        "verdien mangler; skriv den etter kolonet, eller ta bort nøkkelen",
        "the value is missing; write it after the colon, or remove the key",
    ),
    "at_least": ("må være minst {limit}, ikke {value}", "must be at least {limit}, not {value}"),
    "at_most": ("må være høyst {limit}, ikke {value}", "must be at most {limit}, not {value}"),
    "clock": (
        "{value} er ikke et klokkeslett; skriv TT:MM, for eksempel 07:30",
        "{value} is not a time of day; write HH:MM, e.g. 07:30",
    ),
    "name": (
        "{value} kan ikke være navn her; bruk små bokstaver a–z, tall, - og _, og begynn med en bokstav",
        "{value} cannot be a name here; use small letters a-z, digits, hyphen, underscore, beginning with a letter",
    ),
    "plan_id": (
        "{value} kan ikke være id for en plan; bruk bare bokstaver a–z, tall, punktum, - og _ (høyst 64), "
        "og begynn med en bokstav eller et tall",
        "{value} cannot be the id of a plan; use only letters a-z, digits, full stop, hyphen and underscore "
        "(at most 64), beginning with a letter or a digit",
    ),
    "span": (
        "{value} er ikke et tidsrom; skriv et tall og d (dager), bd (arbeidsdager) eller w (uker), "
        "for eksempel -14d, +2w, 5bd",
        "{value} is not a span; write a number and d (days), bd (working days) or w (weeks), e.g. -14d, +2w, 5bd",
    ),
    "day": (
        "{value} er ikke en dato; skriv ÅÅÅÅ-MM-DD, for eksempel 2015-06-10",
        "{value} is not a day; write YYYY-MM-DD, e.g. 2015-06-10",
    ),
    "far_day": (
        "{value} er for langt unna; året må være fra 1900 til 2200. Tar det ikke slutt, så ta nøkkelen bort",
        "{value} is too far away; the year must be from 1900 to 2200. If there is no end, leave the key out",
    ),
    "month_day": (
        "{value} er ikke en dag i året; skriv MM-DD, for eksempel 06-30",
        "{value} is not a day of the year; write MM-DD, e.g. 06-30",
    ),
    "rrule": (
        "{value} er ingen regel for møter; skriv for eksempel FREQ=MONTHLY;BYDAY=1TU",
        "{value} is not a rule for meetings; write e.g. FREQ=MONTHLY;BYDAY=1TU",
    ),
    "meeting_times": (
        "møtet slutter før det begynner; se på starts og ends",
        "the meeting ends before it starts; look at starts and ends",
    ),
    "series_length": (
        "en møteserie varer fra «from» til «to», høyst ti år",
        "a series lasts from 'from' to 'to', at most ten years",
    ),
    "year": ("{value} er ikke et årstall", "{value} is not a year"),
    "at_most_items": ("kan ha høyst {limit} punkter", "can have at most {limit} items"),
    "nothing": ("kan ikke være tom", "cannot be empty"),
    "invalid": ("ugyldig verdi {value}", "invalid value {value}"),
    "newer": (
        "fila er skrevet for en nyere tidsfrist (version {value}); denne leser version 1",
        "the file is written for a newer tidsfrist (version {value}); this one reads version 1",
    ),
    "older": (
        "{file} er skrevet i en eldre utgave av formatet ({value}); den virker, men skriv den om: tidsfrist migrate",
        "{file} is written in an older version of the format ({value}); it works, but rewrite it: tidsfrist migrate",
    ),
    "no_include": ("fila {value} finnes ikke", "there is no file {value}"),
    # cross references
    "no_ladder": ("stigen {value} finnes ikke", "there is no ladder {value}"),
    "no_template": ("malen {value} finnes ikke", "there is no template {value}"),
    "no_state": ("tilstanden {value} finnes ikke", "there is no state {value}"),
    "no_role": ("rollen {value} finnes ikke i roles.yaml", "there is no role {value} in roles.yaml"),
    "no_committee": (
        "utvalget {value} finnes ikke i committees.yaml",
        "there is no committee {value} in committees.yaml",
    ),
    "no_plan": ("planen {value} finnes ikke", "there is no plan {value}"),
    "no_person": ("personen {value} finnes ikke i people.yaml", "there is no person {value} in people.yaml"),
    "not_in_test": (
        "det er ingen {value} i testen; skriv id-en til en rolle, eller en av dem under «people»",
        "there is no {value} in the test; write the id of a role, or somebody of people",
    ),
    "no_action": ("overgangen {value} finnes ikke", "there is no transition {value}"),
    "no_timezone": (
        "tidssonen {value} finnes ikke; skriv for eksempel Europe/Oslo",
        "there is no time zone {value}; write e.g. Europe/Oslo",
    ),
    "no_country": (
        "helligdagene i {value} er ikke kjent; kjent er {known}",
        "the public holidays of {value} are not known; known are {known}",
    ),
    "no_focus": ("ingen plan her har innsatsområdet {value}", "no plan here has the focus area {value}"),
    "no_party": ("parten {value} står ikke under parties", "there is no {value} under parties"),
    "own_heir": ("ingen kan være slått sammen til seg selv", "nobody can be merged into itself"),
    "no_own_ladder": (
        "det finnes ingen stige {value} å erstatte, og ingen regel for planen bruker den",
        "there is no ladder {value} to replace, and no rule of the plan uses it",
    ),
    "no_own_template": (
        "det finnes ingen mal {value} å erstatte, og ingen stige for planen bruker den",
        "there is no template {value} to replace, and no ladder of the plan uses it",
    ),
    "negative": ("kan ikke være mindre enn null, og er {value}", "cannot be less than nothing, and is {value}"),
    "range_empty": (
        "«min» er større enn «max», så dette blir aldri sant",
        "'min' is greater than 'max', so this never comes true",
    ),
    "range_open": ("skriv «min», «max» eller begge", "write 'min', 'max' or both"),
    "same_rule": (
        "navnet {value} har en regel fra før, på linje {line}; gi denne et eget",
        "a rule on line {line} is called {value} already; give this one a name of its own",
    ),
    "same_transition": (
        "overgangen {value} fra {other} står alt på linje {line}; gi denne et eget navn",
        "the transition {value} from {other} stands on line {line} already; give this one a name of its own",
    ),
    "before_meeting": (
        "{value} er etter møtet; sett minus foran: {meant}",
        "{value} is after the meeting; put a minus before it: {meant}",
    ),
    "test_order": ("testen slutter ({value}) før den begynner", "the test ends ({value}) before it begins"),
    "no_rules": ("det må være minst én regel", "there must be at least one rule"),
    "last_rule_when": (
        "den siste regelen kan ikke ha «when»: noe må gjelde for resten",
        "the last rule cannot have 'when': something must hold for the rest",
    ),
    "unreachable": (
        "regelen brukes aldri: regelen {other} på linje {line} tar alt før den",
        "the rule is never used: the rule {other} on line {line} takes everything before it",
    ),
    "no_initial": ("én tilstand må ha «initial: true»", "one state must have 'initial: true'"),
    "many_initial": (
        "bare én tilstand kan ha «initial: true»; {other} har det også",
        "only one state can have 'initial: true'; {other} has it too",
    ),
    "no_way_out": (
        "ingen overgang fører ut av tilstanden {value}; lag en, eller sett «final: true»",
        "no transition leads out of the state {value}; make one, or set 'final: true'",
    ),
    "same_phrase": (
        "ordene {value} hører alt til tilstanden {other}; ett av stedene må bort",
        "the phrase {value} belongs to the state {other} already; one of the two must go",
    ),
    "clock_needs": (
        "det klokka gjør selv, kan ikke kreve at noe fylles ut; ta bort «needs»",
        "what the clock does cannot ask for anything to be filled in; remove 'needs'",
    ),
    "clock_when": (
        "det klokka gjør selv, må ha «when»: når skal det skje?",
        "what the clock does must have 'when': when is it to happen?",
    ),
    "no_steps": ("stigen har ingen trinn; skriv «ladder: none» der ingenting skal sendes", "the ladder has no steps"),
    "step_at": (
        "trinnet må ha enten «at» eller «every» med «from» og «until»",
        "the step must have either 'at', or 'every' with 'from' and 'until'",
    ),
    "no_end": (
        "gjentakelsen har ingen slutt; skriv «until», for eksempel until: +12w",
        "the repetition has no end; write 'until', e.g. until: +12w",
    ),
    "backwards": (
        "gjentakelsen slutter før den begynner, eller kommer ikke videre; se på every, from og until",
        "the repetition ends before it begins, or gets nowhere; look at every, from and until",
    ),
    "too_often": (
        "gjentakelsen kommer {value} ganger, og høyst {limit} kan være ment; se på every og until",
        "the repetition comes {value} times, and at most {limit} can be meant; look at every and until",
    ),
    "same_step": (
        "trinnet {value} står to ganger i stigen; gi hvert trinn sin egen id",
        "the step {value} stands twice in the ladder; give each step an id of its own",
    ),
    "to_nobody": ("trinnet har ingen mottaker; skriv «to»", "the step has no recipient; write 'to'"),
    "alias_twice": (
        "navnet {value} hører alt til {other}; to kan ikke hete det samme",
        "the name {value} belongs to {other} already; two cannot have the same name",
    ),
    "via_missing": ("«answers: via» trenger «via»: hvilken rolle?", "'answers: via' needs 'via': which role?"),
    "via_unused": ("«via» virker bare sammen med «answers: via»", "'via' works only together with 'answers: via'"),
    "via_circle": ("rollen spørres gjennom seg selv", "the role is asked through itself"),
    "meeting_twice": (
        "møtet {value} står to ganger; gi det ene en egen id",
        "the meeting {value} stands twice; give one of them an id of its own",
    ),
    "window_empty": (
        "vinduet slutter før det begynner; da ville ingen e-post gå",
        "the window ends before it begins; no mail would go",
    ),
    "digest_outside": (
        "samlemeldingen lages kl. {value}, etter at vinduet er stengt; velg en tid før {limit}",
        "the digest is made at {value}, after the window has closed; choose a time before {limit}",
    ),
    "digest_items": ("max_items kan ikke være mindre enn min_items", "max_items cannot be less than min_items"),
    "always_closed": (
        "hele året er stengt; da ville ingen e-post gå",
        "the whole year is closed; no mail would go",
    ),
    "closed_order": (
        "perioden slutter før den begynner; skriv to datoer med årstall, eller to uten",
        "the period ends before it begins; write two days with a year, or two without",
    ),
    "no_template_file": (
        "malen mangler fila {value}",
        "the template lacks the file {value}",
    ),
    "no_such_mail": (
        "det finnes ingen e-post som heter {value}; malene er {known}",
        "there is no mail called {value}; the templates are {known}",
    ),
    "include_path": (
        "{value} kan ikke tas med; skriv navnet på en fil i samme mappe, for eksempel egne-regler.yaml",
        "{value} cannot be included; write the name of a file in the same folder, e.g. my-rules.yaml",
    ),
    "include_twice": (
        "{key} står både her og i {other}; det kan bare stå ett sted",
        "{key} stands both here and in {other}; it can stand in one place only",
    ),
    # plans and people
    "approval": (
        "{value} sier ikke hvem som må godkjenne; skriv all, any eller en liste med utvalg",
        "{value} does not say who must approve; write all, any or a list of committees",
    ),
    "plan_twice": ("planen {value} står alt i {other}", "the plan {value} is in {other} already"),
    "duplicate_id": (
        "id {value} står to ganger; første gang på linje {line}",
        "the id {value} stands twice; the first is on line {line}",
    ),
    "no_focus_area": (
        "innsatsområdet {value} står ikke under focus_areas",
        "the focus area {value} is not listed under focus_areas",
    ),
    "bad_email": (
        "{value} er ingen e-postadresse vi kan sende til; skriv én adresse, uten navn og uten æ, ø og å foran @, for "
        "eksempel kari@example.org",
        "{value} is not an e-mail address; write e.g. kari@example.org",
    ),
    "from_after_to": ("perioden slutter ({value}) før den begynner", "the period ends ({value}) before it begins"),
    "own_deputy": ("ingen kan være sin egen stedfortreder", "nobody can be her own deputy"),
    "same_email": (
        "adressen {value} hører alt til {other}",
        "the address {value} belongs to {other} already",
    ),
    # a rulebook's own tests
    "event_failed": ("hendelsen kunne ikke skje: {why}", "the event could not happen: {why}"),
    "other_state": (
        "tiltaket skulle stå som {wanted} {on}, men er {state}",
        "the measure was to be {wanted} on {on}, but is {state}",
    ),
    "other_due": ("fristene ble lest som {days}", "the deadlines were read as {days}"),
    "none": ("ingen", "none"),
    "mail_missing": (
        "ventet en e-post til {person} {on}{details}; {instead}",
        "expected a mail to {person} on {on}{details}; {instead}",
    ),
    "mail_extra": ("«{test}»: en e-post som ikke er ventet: {mail}", "'{test}': a mail that is not expected: {mail}"),
    "came_that_day": ("det som kom den dagen, var {mail}", "what came that day was {mail}"),
    "came_another_day": ("den kom ikke da, men {on}", "it came not then, but on {on}"),
    "never_came": ("den kom ikke", "it did not come"),
    "colon_space": (
        "mellomrommet etter kolonet mangler",
        "the space after the colon is missing",
    ),
    "bracket": (
        "«{mark}» lukker ikke noe her; det er en for mye, eller den som skulle åpnet, mangler",
        "'{mark}' closes nothing here; there is one too many, or the one that opens is missing",
    ),
    "label": (
        "må være en tekst, eller {{nb: …, nn: …}}",
        "must be a text, or {{nb: …, nn: …}}",
    ),
    "include_again": (
        "{value} leses uansett; ta den bort fra lista",
        "{value} is read anyway; remove it from the list",
    ),
    "not_nothing": (
        "«not» uten noe i blir aldri sant; skriv det som ikke skal gjelde",
        "'not' with nothing in it never comes true; write what is not to hold",
    ),
    "initial_final": (
        "tilstanden kan ikke være både den første og en siste; da ville ingen få e-post",
        "the state cannot be both the first and a last one; nobody would get any mail",
    ),
    "clock_final": (
        "klokka kan ikke flytte noe ut av {value}, som er en siste tilstand",
        "the clock cannot move anything out of {value}, which is a final state",
    ),
    "clock_circle": (
        "klokka flytter tiltaket i ring: {value}; ta bort én av overgangene",
        "the clock moves the measure in a circle: {value}; remove one of the transitions",
    ),
    "suggest": ("; mente du {value}?", "; did you mean {value}?"),
}


def quoted(value: object, lang: Lang) -> str:
    """A value as it is shown in a sentence, shortened when long."""
    if isinstance(value, dict | list | tuple):
        many = isinstance(value, dict)
        return {"nb": "en blokk" if many else "en liste", "en": "a block" if many else "a list"}[lang]
    text = {"True": "true", "False": "false", "None": "null"}.get(repr(value), getattr(value, "text", str(value)))
    text = text if len(text) <= 60 else text[:57] + "…"
    return f"«{text}»" if lang == "nb" else f"'{text}'"


def say(lang: Lang, what: str, /, **fields: object) -> str:
    """The sentence for a mistake. Values of `fields` that are to be quoted come quoted."""
    return _SAID[what][0 if lang == "nb" else 1].format(**fields)


def or_suggest(lang: Lang, wrong: object, known: Iterable[str]) -> str:
    """«; mente du X?» for the nearest of the known names, else nothing."""
    meant = nearest(wrong, known)
    return say(lang, "suggest", value=quoted(meant, lang)) if meant else ""

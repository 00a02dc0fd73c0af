"""What is wrong with the bytes of a feed, by RFC 5545 and 7986 and by what clients are known to stumble over.

Public names: lint, Component, parse. It knows nothing of our code, so that both cannot be wrong in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

_LINE = re.compile(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)', re.S)
_PARAM = re.compile(r';([A-Z0-9-]+)=("[^"]*"|[^";:]*)')
_DURATION = re.compile(r"P(\d+W|(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)")
_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME")
_STATUS = {"VEVENT": {"TENTATIVE", "CONFIRMED", "CANCELLED"}, "VTODO": {"NEEDS-ACTION", "COMPLETED", "CANCELLED"}}


@dataclass(slots=True)
class Property:
    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value with its escapes undone."""
        return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], self.value)


@dataclass(slots=True)
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    inner: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [p for p in self.properties if p.name == name]

    def one(self, name: str) -> Property:
        (found,) = self.all(name)
        return found

    def text(self, name: str) -> str:
        """The one value of this name, unescaped; empty where there is none."""
        return self.one(name).text if self.all(name) else ""

    def named(self, name: str) -> list[Component]:
        return [c for c in self.inner if c.name == name]


def parse(raw: bytes) -> Component:
    """The VCALENDAR of a feed. Raises ValueError where the lines do not nest."""
    stack = [Component("")]
    for line in raw.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        found = _LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"not a content line: {line[:60]!r}")
        name, params, value = found.groups()
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            done = stack.pop()
            if done.name != value:
                raise ValueError(f"END:{value} closes BEGIN:{done.name}")
            stack[-1].inner.append(done)
        else:
            stack[-1].properties.append(Property(name, {k: v.strip('"') for k, v in _PARAM.findall(params)}, value))
    (calendar,) = stack[0].inner
    return calendar


def lint(raw: bytes, *, tasks: bool = False) -> list[str]:
    """Everything that is wrong, as sentences. `tasks`: VTODO is what the subscriber asked for."""
    found = list(_bytes(raw))
    calendar = parse(raw)
    zones = {z.one("TZID").value: z for z in calendar.named("VTIMEZONE")}
    found += _calendar(calendar)
    for zone in zones.values():
        found += _zone(zone)
    items = [c for c in calendar.inner if c.name != "VTIMEZONE"]
    uids = [c.text("UID") for c in items]
    found += [f"duplicate UID {u}" for u in sorted(set(uids)) if uids.count(u) > 1]
    for item in items:
        kind = "VTODO" if tasks else "VEVENT"
        if item.name != kind:
            found.append(f"{item.name} in a feed of {kind}")
        found += [f"{item.text('UID')}: {p}" for p in _item(item, set(zones))]
    return found


def _bytes(raw: bytes) -> Iterator[str]:
    if not raw.startswith(b"BEGIN:VCALENDAR\r\n") or not raw.endswith(b"\r\nEND:VCALENDAR\r\n"):
        yield "does not begin with BEGIN:VCALENDAR and end with END:VCALENDAR"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", raw):
        yield "line ends are not CRLF (RFC 5545 §3.1)"
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", raw):
        yield "control characters"
    for n, line in enumerate(raw.split(b"\r\n"), 1):
        if len(line) > 75:
            yield f"line {n} has {len(line)} octets"
        if line != line.decode(errors="ignore").encode():
            yield f"line {n} is cut inside a character"
    if len(raw) > 1_000_000:
        yield "over a megabyte"


def _calendar(calendar: Component) -> Iterator[str]:
    for name in ("VERSION", "PRODID", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "X-WR-TIMEZONE"):
        if len(calendar.all(name)) != 1:
            yield f"VCALENDAR has {len(calendar.all(name))} {name}"
            return
    if calendar.all("UID"):
        yield "UID on VCALENDAR: vdirsyncer takes the feed for one item"
    if calendar.all("METHOD") and calendar.text("METHOD") != "PUBLISH":
        yield "METHOD in a subscription"
    if not 0 < len(calendar.text("NAME")) < 60 or calendar.text("NAME") != calendar.text("X-WR-CALNAME"):
        yield "NAME is empty, too long, or not X-WR-CALNAME"
    interval = calendar.one("REFRESH-INTERVAL")
    if interval.params.get("VALUE") != "DURATION" or not _DURATION.fullmatch(interval.value):
        yield "REFRESH-INTERVAL needs VALUE=DURATION (RFC 7986 §5.7)"
    if calendar.text("X-PUBLISHED-TTL") != interval.value:
        yield "X-PUBLISHED-TTL is not REFRESH-INTERVAL"
    for name in ("NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC"):
        if any(re.search(r"(?<!\\)(?:\\\\)*[;,]", p.value) for p in calendar.all(name)):
            yield f"unescaped comma or semicolon in {name}"
    if not calendar.named("VTIMEZONE"):
        yield "no VTIMEZONE"


def _offset(text: str) -> timedelta:
    size = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))
    return -size if text[0] == "-" else size


def _zone(zone: Component) -> Iterator[str]:
    key = zone.one("TZID").value
    for part in zone.inner:
        before, after = _offset(part.one("TZOFFSETFROM").value), _offset(part.one("TZOFFSETTO").value)
        if part.all("RRULE") and "BYDAY=" not in part.one("RRULE").value:
            yield f"{key}: a rule without BYDAY"
        if before != after:
            wrong = (on for on in _onsets(part) if not _changes(ZoneInfo(key), on - before, before, after))
            yield from (f"{key}: {part.name} onset {on} is no change of the zone" for on in wrong)


def _onsets(part: Component) -> list[datetime]:
    """When the part begins: local time before the change, marked as UTC only to count with."""
    first = datetime.strptime(part.one("DTSTART").value, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    if not part.all("RRULE"):
        return [first]
    rule = rrulestr(part.one("RRULE").value, dtstart=first)
    return list(rule.between(first, datetime(2037, 12, 31, tzinfo=UTC), inc=True))


def _changes(zone: ZoneInfo, at: datetime, before: timedelta, after: timedelta) -> bool:
    """Whether the zone's offset really goes from `before` to `after` at this instant."""
    seen = ((at - timedelta(seconds=1)).astimezone(zone).utcoffset(), at.astimezone(zone).utcoffset())
    return seen == (before, after)


def _item(item: Component, zones: set[str]) -> Iterator[str]:
    start = "DTSTART" if item.name == "VEVENT" else "DUE"
    for name in ("UID", "DTSTAMP", start, "SUMMARY", "SEQUENCE", "LAST-MODIFIED", "STATUS"):
        if len(item.all(name)) != 1:
            yield f"{len(item.all(name))} {name}"
            return
    for name in ("ATTENDEE", "ORGANIZER", "VALARM", "RRULE", "EXDATE", "CONTACT"):
        if item.all(name) or item.named(name):
            yield f"{name} is not ours to publish"
    if item.text("STATUS") not in _STATUS[item.name]:
        yield f"STATUS:{item.text('STATUS')}"
    if (item.text("STATUS") == "CANCELLED") != item.text("SUMMARY").startswith("AVLYST: "):
        yield "STATUS and SUMMARY do not agree on whether it is cancelled"
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        if not re.fullmatch(r"\d{8}T\d{6}Z", item.one(name).value):
            yield f"{name} is not UTC"
    yield from _texts(item)
    if item.name == "VEVENT":
        yield from _times(item, zones)


def _texts(item: Component) -> Iterator[str]:
    if not 0 < len(item.text("SUMMARY")) < 80:
        yield "SUMMARY is empty or too long"
    for name in _TEXTS:
        for one in item.all(name):
            if re.search(r"(?<!\\)(?:\\\\)*[;,]", one.value):
                yield f"unescaped comma or semicolon in {name}"
            if re.search(r"<(p|br|b|a|div)\b", one.value, re.I):
                yield f"HTML in {name}"
            if re.search(r"\w@\w", one.value):
                yield f"an e-mail address in {name}"
    if item.all("URL") and not re.fullmatch(r"https?://\S+", item.one("URL").value):
        yield "URL is not http(s)"


def _times(item: Component, zones: set[str]) -> Iterator[str]:
    if len(item.all("DTEND")) != 1 or len(item.all("TRANSP")) != 1:
        yield "DTEND and TRANSP are wanted once"
        return
    start, end = item.one("DTSTART"), item.one("DTEND")
    all_day = start.params.get("VALUE") == "DATE"
    if all_day != (end.params.get("VALUE") == "DATE"):
        yield "DTSTART and DTEND differ in type"
    if end.value <= start.value:
        yield "DTEND is not after DTSTART (it is exclusive)"
    if all_day and (item.text("TRANSP") != "TRANSPARENT" or not re.fullmatch(r"\d{8}", start.value)):
        yield "an all-day event blocks the day, or is none"
    if not all_day and any(p.params.get("TZID") not in zones for p in (start, end)):
        yield "floating, or a TZID without its VTIMEZONE"

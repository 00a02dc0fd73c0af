"""Reads the deadline texts of plans. Public names: read, explain, expand, Context, Policy, the values of `reading`."""

from rules.deadline.context import Context, Policy
from rules.deadline.expand import expand
from rules.deadline.explain import explain
from rules.deadline.read import read
from rules.deadline.reading import SET, Alternative, Fired, Kind, MeetingRef, Point, Reading
from rules.deadline.storage import from_json, published, to_json

__all__ = [
    "SET",
    "Alternative",
    "Context",
    "Fired",
    "Kind",
    "MeetingRef",
    "Point",
    "Policy",
    "Reading",
    "expand",
    "explain",
    "from_json",
    "published",
    "read",
    "to_json",
]

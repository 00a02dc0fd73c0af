"""The form of a vocabulary file. Public name: Words."""

from __future__ import annotations

# Class of token -> forms, separated by «|» (a form may be several words); or class -> meaning -> forms.
Words = dict[str, str | dict[int | str | None, str]]

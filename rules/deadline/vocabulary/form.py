"""The form of a vocabulary file. Public name: Words."""

from __future__ import annotations

# class of token -> meaning -> forms, separated by «|»; a form may be several words.
Words = dict[str, dict[int | str | None, str]]

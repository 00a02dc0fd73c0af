"""The file `roles.yaml`. Public names: RolesFile, RoleForm."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rules.model import Answers, Role
from rules.strict import Strict


class RoleForm(Strict):
    """A role as the file has it; fields as in rules.model.Role. `aliases_in`: committee id to aliases."""

    label: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    aliases_in: dict[str, tuple[str, ...]] = {}
    answers: Answers = "any"
    via: str | None = None
    stands_for: tuple[str, ...] = ()


class RolesFile(Strict):
    """The whole file."""

    version: Literal[1] = 1
    roles: dict[str, RoleForm] = {}

    def values(self) -> dict[str, Role]:
        """The roles by id."""
        return {name: _role(name, form) for name, form in self.roles.items()}


def _role(name: str, form: RoleForm) -> Role:
    scoped = tuple((committee, alias) for committee, names in form.aliases_in.items() for alias in names)
    return Role(name, form.label, form.aliases, form.answers, form.via, form.stands_for, scoped)

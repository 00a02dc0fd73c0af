"""Our four package names are also names of unrelated packages; none of those may stand in for ours."""

from importlib.metadata import packages_distributions

import pytest


@pytest.mark.parametrize("package", ["rules", "notifiers", "calendars", "engine"])
def test_package_belongs_to_tidsfrist_only(package: str) -> None:
    assert set(packages_distributions()[package]) == {"tidsfrist"}

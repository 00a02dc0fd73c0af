"""The form for people becomes people and memberships."""

from datetime import date

import pytest
from pydantic import ValidationError

from engine.documents.people import PeopleForm
from rules.identity import uid
from rules.model import Absence, Membership


def test_people_and_memberships_have_uids_made_of_their_ids() -> None:
    form = PeopleForm.model_validate(
        {
            "people": {
                "kari": {
                    "name": "Kari Ås",
                    "email": "kari@bærum.example.org",
                    "party": "Lier",
                    "roles": ["au", {"role": "lsu", "from": "2015-01-01", "party": "Sande"}],
                    "leads": ["au"],
                    "away": [{"from": "2015-07-01", "to": "2015-07-31", "deputy": "ola"}],
                },
                "ola": {"name": "Ola", "email": "ola@example.org", "locale": "nn"},
            }
        }
    )
    people, memberships = form.values("t")
    kari, ola = uid("t", "person", "kari"), uid("t", "person", "ola")
    assert [p.uid for p in people] == [kari, ola]
    assert people[0].email == "kari@xn--brum-voa.example.org"
    assert people[0].away == (Absence(date(2015, 7, 1), date(2015, 7, 31), ola),)
    assert memberships == (
        Membership("au", kari, party="Lier"),
        Membership("lsu", kari, first=date(2015, 1, 1), party="Sande"),
        Membership("au", kari, leader=True, party="Lier"),
    )


NO_ADDRESSES = [
    "",
    "kari",
    "kari@",
    "@example.org",
    "a b@example.org",
    "a@b@c.no",
    "a@example",
    "a@-x.no",
    "a\n@b.no",
    "Kari <kari@example.org>",
    "a@b..no",
    "a@b.no\n",
    3,
]


@pytest.mark.parametrize("email", NO_ADDRESSES)
def test_addresses_that_are_none(email: object) -> None:
    with pytest.raises(ValidationError, match="not an e-mail address"):
        PeopleForm.model_validate({"people": {"kari": {"name": "Kari", "email": email}}})

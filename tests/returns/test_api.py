"""The API of returns: the same rules as the pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.returns.models import ObservationVersion, Return
from tests.returns.factories import collection_made, hand_in, say
from tests.support.cast import Cast


@pytest.fixture
def draft(cast: Cast) -> Return:
    return collection_made(cast.a, agencies=[cast.agency]).first


def _put(client: Client, of_return: Return, name: str = "cp-plans", **said: Any) -> Any:
    url = reverse("api_observation", args=["alderbrook", of_return.pk, name])
    return client.put(url, {"version": 0, **said}, content_type="application/json")


def test_a_system_reads_the_return_and_saves_a_figure(cast: Cast, draft: Return, client: Client) -> None:
    client.force_login(cast.lead)
    (found,) = client.get(reverse("api_collections", args=["alderbrook"])).json()
    assert (found["period"], found["asked"], found["received"]) == ("2026-27-q3", 1, 0)
    answer = _put(client, draft, value="116")
    assert answer.json() == {"version": 1, "figure": "116", "changed": True}
    assert ObservationVersion.objects.get().origin == "api"
    (cell,) = client.get(reverse("api_return", args=["alderbrook", draft.pk])).json()["observations"]
    assert (cell["name"], cell["figure"], cell["version"], cell["status"]) == ("cp-plans", "116", 1, "value")


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ({"value": "many", "version": 1}, 400, "not a number"),
        ({"value": "120"}, 409, "Somebody else"),
        ({"name": "unknown", "value": "1"}, 400, "not a figure"),
        ({"value": "1", "version": "x"}, 400, "version"),
    ],
)
def test_what_can_not_be_saved_is_told(
    cast: Cast, draft: Return, client: Client, said: dict[str, Any], code: int, words: str
) -> None:
    say(draft, "cp-plans", 118)
    client.force_login(cast.lead)
    answer = _put(client, draft, **said)
    assert (answer.status_code, words in answer.content.decode()) == (code, True)


def test_a_return_handed_in_is_locked(cast: Cast, draft: Return, client: Client) -> None:
    say(draft, "cp-plans", 118)
    hand_in(draft, cast.lead)
    client.force_login(cast.lead)
    assert _put(client, draft, value="1", version=1).status_code == 423


@pytest.mark.parametrize(
    ("persona", "reads", "writes"),
    [
        ("manager", 200, 200),
        ("lead", 200, 200),
        ("chair", 200, 403),
        ("other_lead", 403, 403),
        ("reader", 403, 403),
        ("administrator", 403, 403),
        ("manager_of_b", 404, 404),
    ],
)
def test_each_person_gets_what_is_theirs(
    cast: Cast, draft: Return, client: Client, persona: str, reads: int, writes: int
) -> None:
    client.force_login(getattr(cast, persona))
    got = client.get(reverse("api_return", args=["alderbrook", draft.pk])).status_code
    assert (got, _put(client, draft, value="1").status_code) == (reads, writes)


def test_nobody_signed_in_gets_nothing(draft: Return, client: Client) -> None:
    for name, args in (("api_return", [draft.pk]), ("api_collections", [])):
        assert client.get(reverse(name, args=["alderbrook", *args])).status_code in {302, 401, 403}


def test_the_description_is_made_from_the_code(cast: Cast, client: Client) -> None:
    client.force_login(cast.lead)
    text = client.get(reverse("api_schema")).content.decode()
    assert "/observations/{name}/" in text

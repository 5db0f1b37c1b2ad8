"""Every address of a partnership is in the table, and every person gets the code the table says."""

from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from safeguarding.urls import PARTNERSHIP_URLS
from tests.access.table import PERSONAS, Row
from tests.support.cast import Cast

ROOMS = sorted(
    path.stem
    for path in Path(__file__).parent.glob("*.py")
    if path.stem not in {"__init__", "table", "test_access_table"} and not path.stem.startswith("test_")
)
ROWS: list[Row] = [row for room in ROOMS for row in import_module(f"tests.access.{room}").ROWS]


def test_every_address_of_a_partnership_is_in_the_table() -> None:
    missing = set(_names(PARTNERSHIP_URLS)) - {row.name for row in ROWS}
    assert not missing, f"Add rows to tests/access for {sorted(missing)}"


def test_no_two_addresses_share_a_name() -> None:
    twice = [name for name, times in Counter(_names(PARTNERSHIP_URLS)).items() if times > 1]
    assert not twice, f"Links to {twice} lead to whichever comes last"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method}-{row.name}")
def test_each_person_gets_the_code_the_table_says(row: Row, cast: Cast) -> None:
    url = reverse(row.name, kwargs={"partnership": cast.a.slug, **row.arrange(cast)})
    codes = {}
    # Those who are refused knock first: whoever is let in may change what there is to see.
    for persona in sorted(PERSONAS, key=lambda name: name in row.allowed):
        client = Client()
        if persona != "anonymous":
            client.force_login(getattr(cast, persona))
        ask = client.post if row.method == "POST" else client.get
        codes[persona] = ask(url, row.data).status_code
        if persona in row.allowed and row.method == "POST":
            break  # a write may succeed once only
    assert codes == {persona: row.expected(persona) for persona in codes}


def _names(patterns: list[URLPattern | URLResolver]) -> list[str]:
    names: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            names += _names(pattern.url_patterns)
        else:
            assert pattern.name, f"{pattern} has no name"
            names.append(pattern.name)
    return names

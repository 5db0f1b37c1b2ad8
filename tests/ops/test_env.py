"""The readers of the environment."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from safeguarding import env


def test_a_missing_text_names_the_variable_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLOUR", raising=False)
    with pytest.raises(ImproperlyConfigured, match=r"COLOUR is not set\. Name one\."):
        env.text("COLOUR", advice="Name one.")


def test_a_file_wins_over_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "colour").write_text("green\n")
    monkeypatch.setenv("COLOUR", "red")
    monkeypatch.setenv("COLOUR_FILE", str(tmp_path / "colour"))
    assert env.text("COLOUR") == "green"


@pytest.mark.parametrize(("value", "meaning"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("", False)])
def test_flags_are_read_as_people_write_them(monkeypatch: pytest.MonkeyPatch, value: str, meaning: bool) -> None:
    monkeypatch.setenv("SWITCH", value)
    assert env.flag("SWITCH", default=True) is meaning


def test_an_absent_flag_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SWITCH", raising=False)
    assert env.flag("SWITCH", default=True) is True


def test_a_number_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECONDS", "ten")
    with pytest.raises(ImproperlyConfigured, match="SECONDS must be a whole number, not 'ten'"):
        env.number("SECONDS", 5)


def test_a_listing_forgets_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTS", "a.example, ,b.example,")
    assert env.listing("HOSTS") == ["a.example", "b.example"]


def test_a_postgres_address_is_taken_apart_and_unquoted() -> None:
    entry = env.database("postgres://portal:p%40ss@db.example:5433/name")
    wanted = {"USER": "portal", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433", "NAME": "name"}
    assert {key: entry[key] for key in wanted} == wanted
    assert entry["CONN_HEALTH_CHECKS"] is True


def test_sqlite_takes_the_write_lock_at_the_beginning() -> None:
    entry = env.database("sqlite:////data/portal.sqlite3")
    assert entry["NAME"] == "/data/portal.sqlite3"
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"  # type: ignore[index]


def test_another_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="not mysql://"):
        env.database("mysql://host/name")

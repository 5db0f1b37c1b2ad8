"""The settings in a process of their own, as an operator meets them."""

from pathlib import Path

import pytest

from tests.ops.programs import PRODUCTION, settings_say


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("SECRET_KEY", "openssl rand"),
        ("DATABASE_URL", "postgres://user:password@host:5432/name"),
        ("CELERY_BROKER_URL", "redis://host:6379/0"),
        ("EMAIL_HOST", "mail server"),
    ],
)
def test_a_missing_variable_stops_production_with_advice(name: str, advice: str) -> None:
    variables = {key: value for key, value in PRODUCTION.items() if key != name}
    answer = settings_say("settings.MODE", **variables)
    assert answer.returncode != 0
    assert f"The environment variable {name} is not set." in answer.stderr
    assert advice in answer.stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DATABASE_URL", "sqlite:////portal.sqlite3", "Production runs on PostgreSQL, not SQLite"),
        ("CELERY_BROKER_URL", "filesystem://", "Production runs on Redis, not in files"),
        ("MODE", "staging", "MODE must be production, demo or test, not 'staging'"),
    ],
)
def test_production_refuses_the_embedded_default_and_unknown_modes(name: str, value: str, words: str) -> None:
    answer = settings_say("settings.MODE", **{**PRODUCTION, name: value})
    assert answer.returncode != 0
    assert words in answer.stderr


def test_production_is_the_mode_when_nothing_is_said() -> None:
    variables = {key: value for key, value in PRODUCTION.items() if key != "MODE"}
    assert settings_say("settings.MODE", **variables).stdout.strip() == "production"


def test_production_sends_cookies_over_tls_only_and_asks_for_a_second_factor() -> None:
    safe = "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.MFA_REQUIRED, settings.DEBUG"
    assert settings_say(safe, **PRODUCTION).stdout.strip() == "True True True False"


def test_a_trial_without_tls_has_to_be_asked_for() -> None:
    answer = settings_say("settings.SESSION_COOKIE_SECURE", **PRODUCTION, INSECURE_HTTP="yes")
    assert answer.stdout.strip() == "False"


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("out of a file, long enough for everyone\n")
    variables = {key: value for key, value in PRODUCTION.items() if key != "SECRET_KEY"}
    answer = settings_say("settings.SECRET_KEY", **variables, SECRET_KEY_FILE=str(secret))
    assert answer.stdout.strip() == "out of a file, long enough for everyone"


def test_the_demonstration_needs_no_variable(tmp_path: Path) -> None:
    answer = settings_say("settings.DATABASES['default']['NAME']", MODE="demo", VAR_DIR=str(tmp_path))
    assert answer.stdout.strip() == f"{tmp_path}/portal.sqlite3"


def test_files_go_to_the_bucket_when_one_is_named() -> None:
    answer = settings_say("settings.STORAGES['default']['OPTIONS']", **PRODUCTION, FILES_BUCKET="portal-files")
    assert answer.stdout.strip() == "{'bucket_name': 'portal-files'}"

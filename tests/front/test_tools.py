"""The tools of the front: assets are built once, and browser tests are never left out in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the project and return what it said."""
    surroundings = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)


def collected(**environment: str) -> subprocess.CompletedProcess[str]:
    """Collect the browser tests of the style guide without running them."""
    return run(sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/front/test_styleguide.py", **environment)


def test_a_second_build_of_the_assets_touches_nothing() -> None:
    style = ROOT / "static" / "vendor" / "portal.css"
    before = style.stat().st_mtime_ns
    # Without a PATH there is no npm: had anything to be done, this would fail.
    assert run(sys.executable, "scripts/assets", PATH="").returncode == 0
    assert style.stat().st_mtime_ns == before


def test_no_lock_names_an_address() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock


def test_without_a_browser_its_tests_are_left_out_aloud() -> None:
    result = collected(CHROMIUM="/nowhere/chromium", REQUIRE_BROWSER="0")
    assert "browser tests left out: no browser on this machine" in result.stdout
    assert "test_axe_finds_nothing" not in result.stdout


def test_without_a_browser_the_suite_fails_where_one_is_required() -> None:
    result = collected(CHROMIUM="/nowhere/chromium", REQUIRE_BROWSER="1")
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "Install chromium or set CHROMIUM to its path" in result.stderr + result.stdout


@pytest.mark.parametrize(("mode", "there"), [("demo", True), ("production", False)])
def test_the_style_guide_is_not_there_in_production(mode: str, there: bool) -> None:
    # MODE is read when the addresses are made, so each mode needs a process of its own.
    show = "import django; django.setup(); from safeguarding import pages; print([p.name for p in pages.urlpatterns])"
    needed = {
        "SECRET_KEY": "x" * 50,
        "DATABASE_URL": "postgres://h/n",
        "EMAIL_HOST": "h",
        "CELERY_BROKER_URL": "redis://",
    }
    result = run(
        sys.executable,
        "-c",
        show,
        MODE=mode,
        DJANGO_SETTINGS_MODULE="safeguarding.settings",
        ALLOWED_HOSTS="h",
        **needed,
    )
    assert "accessibility" in result.stdout, result.stderr
    assert ("styleguide" in result.stdout) is there

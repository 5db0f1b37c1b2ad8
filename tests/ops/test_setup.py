"""The set-up says what is missing, installs only then, and remembers what it installed."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.ops.programs import program

CALLS = list[list[str]]


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """Return the program with a virtual environment of the test's own."""
    module = program("setup")
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    monkeypatch.setattr(module, "VENV_PYTHON", tmp_path / "venv" / "bin" / "python")
    (tmp_path / "venv").mkdir()
    return module


@pytest.fixture
def calls(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> CALLS:
    """Return the list of the commands the program would have run."""
    made: CALLS = []
    monkeypatch.setattr(setup, "run", made.append)
    return made


def _package(setup: ModuleType, *, present: bool) -> object:
    return setup.SystemPackage("libexample0", "PDF reports", lambda: present)


def test_nothing_is_said_or_asked_when_all_is_there(setup: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    setup.system_packages((_package(setup, present=True),), required=True)
    assert capsys.readouterr().out == ""


def test_without_rights_the_command_to_run_is_named(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "apt_rights", lambda: None)
    with pytest.raises(SystemExit, match="apt-get install --no-install-recommends libexample0"):
        setup.system_packages((_package(setup, present=False),), required=True)
    assert "Missing: libexample0 (PDF reports)" in capsys.readouterr().out


def test_what_only_tests_need_does_not_stop_the_set_up(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "apt_rights", lambda: None)
    setup.system_packages((_package(setup, present=False),), required=False)
    assert "Going on without" in capsys.readouterr().out


def test_with_rights_apt_is_asked_for_what_is_missing_only(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: CALLS = []
    monkeypatch.setattr(setup, "apt_rights", lambda: ["sudo"])
    monkeypatch.setattr(setup, "installed_with_apt", lambda rights, names: asked.append([*rights, *names]) or True)
    setup.system_packages((_package(setup, present=True), _package(setup, present=False)), required=True)
    assert asked == [["sudo", "libexample0"]]


def test_a_lock_is_installed_once(setup: ModuleType, calls: CALLS) -> None:
    setup.python_packages("base")
    setup.python_packages("base")
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]
    assert calls[0][-1].endswith("base.txt")


def test_the_development_lock_contains_the_base_lock(setup: ModuleType, calls: CALLS) -> None:
    setup.python_packages("dev")
    setup.python_packages("base")
    assert len(calls) == 1


def test_a_changed_lock_is_installed_again(
    setup: ModuleType, calls: CALLS, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lock = tmp_path / "base.txt"
    monkeypatch.setitem(setup.LOCKS, "base", lock)
    for content in ("one==1\n", "one==2\n"):
        lock.write_text(content)
        setup.python_packages("base")
    assert len(calls) == 2
    assert len(list(setup.VENV.glob(".installed-base-*"))) == 1


def test_node_comes_as_a_package_where_the_machine_has_none(
    setup: ModuleType, calls: CALLS, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup.shutil, "which", lambda _name: None)
    setup.assets()
    assert [command[-1].rsplit("/", 1)[-1] for command in calls] == ["node.txt", "assets"]


def test_another_python_is_refused_by_name(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup.sys, "argv", ["setup", "demo"])
    monkeypatch.setattr(setup.sys, "version_info", (3, 12, 1))
    with pytest.raises(SystemExit, match=r"runs on Python 3\.11"):
        setup.main()

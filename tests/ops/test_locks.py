"""The locks hold what the project declares, and the check says so when they do not."""

from scripts import locks
from tests.ops.programs import ROOT

LOCK = "django==5.2.1 \\\n    --hash=sha256:aa\ncelery==5.7.0 \\\n    --hash=sha256:bb\n"


def test_this_project_is_locked_as_declared() -> None:
    assert locks.problems(ROOT) == []


def test_a_declared_package_that_is_not_locked_is_named() -> None:
    assert list(locks.missing(["redis>=8"], LOCK, "base.txt")) == ["base.txt: redis is declared but not locked"]


def test_a_locked_version_outside_the_declaration_is_named() -> None:
    assert list(locks.missing(["Django>=5.2,<5.3"], LOCK, "base.txt")) == []
    assert list(locks.missing(["Django>=6"], LOCK, "base.txt")) == ["base.txt: Django 5.2.1 does not fit >=6"]


def test_a_package_without_a_digest_is_named() -> None:
    assert list(locks.unhashed(LOCK, "base.txt")) == []
    assert list(locks.unhashed("nh3==0.3.0\n", "base.txt")) == ["base.txt: nh3 has no digest"]

"""The import contracts know every room, and break when a room reaches where it must not."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ops.programs import ROOT, clean_environment

WINGS = ("partnerships", "reviews", "reports")


def _contracts() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [str(linter), "--no-cache"], cwd=folder, env=clean_environment(), capture_output=True, text=True, check=False
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a copy of the project's packages to break."""
    for package in ("safeguarding", *(wing for wing in WINGS if (ROOT / wing).exists())):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


@pytest.mark.parametrize("wing", WINGS)
def test_every_room_stands_in_the_contract_of_its_wing(wing: str) -> None:
    rooms = {path.parent.name for path in (ROOT / wing).glob("*/__init__.py")}
    if rooms:
        layers = _contracts()[f"importlinter:contract:{wing}"]["layers"]
        assert rooms <= set(layers.replace("(", " ").replace(")", " ").replace("|", " ").split())


def test_the_project_keeps_its_contracts(house: Path) -> None:
    answer = _lint(house)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(
    ("place", "line", "contract"),
    [
        ("partnerships/directory/selectors/odd.py", "from reports import studio", "Wings"),
        ("safeguarding/lib/odd.py", "from partnerships import directory", "Wings"),
        ("partnerships/directory/odd.py", "from partnerships import governance", "the rooms stand beside each other"),
        ("partnerships/governance/odd.py", "from partnerships import assessments", "the rooms stand beside each other"),
        ("partnerships/directory/models/odd.py", "from partnerships.directory import services", "The floors of a room"),
        ("partnerships/governance/odd.py", "from safeguarding import settings", "do not know the project"),
        ("reports/studio/odd.py", "from partnerships.governance import services", "never call another room's services"),
        ("reports/studio/odd.py", "import weasyprint", "Only lib.pdf"),
        ("partnerships/governance/services/odd.py", "import celery", "Only tasks"),
    ],
)
def test_a_reach_upwards_breaks_the_contract(house: Path, place: str, line: str, contract: str) -> None:
    (house / place).parent.mkdir(exist_ok=True)
    (house / place).write_text(f"{line}\n")
    broken = [said for said in _lint(house).stdout.splitlines() if " BROKEN" in said]
    assert any(contract in said for said in broken)

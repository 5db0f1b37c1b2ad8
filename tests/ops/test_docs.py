"""What the documentation promises is there."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.ops.programs import ROOT

WINGS = ("partnerships", "reviews", "reports")
READERS = {"text", "flag", "number", "listing"}
# Read by a program for its own doings: Django's and Python's switches, marks of pytest's processes.
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "PATH", "PYTEST_XDIST_WORKER", "PYTHONWARNINGS"}


def _asked(tree: ast.AST) -> set[str]:
    """Return the variables a module reads: env.text("NAME"), os.environ["NAME"], os.environ.get("NAME")."""
    found = set()
    for node in ast.walk(tree):
        argument = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            owner, method = ast.unparse(node.func.value), node.func.attr
            if (owner == "env" and method in READERS) or (owner == "os.environ" and method in {"get", "setdefault"}):
                argument = node.args[0]
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            argument = node.slice
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            found.add(argument.value)
    return found


def _modules() -> list[Path]:
    programs = [path for path in (ROOT / "scripts").iterdir() if path.is_file() and path.suffix in {"", ".py"}]
    return [
        *programs,
        ROOT / "tests" / "support" / "browser.py",
        *(path for wing in (*WINGS, "safeguarding", "bench") for path in (ROOT / wing).rglob("*.py")),
    ]


def _documented() -> set[str]:
    return set(re.findall(r"^\| `([A-Z0-9_]+)` \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))


def test_every_variable_the_code_reads_is_documented_and_no_other() -> None:
    asked = set().union(*(_asked(ast.parse(path.read_text())) for path in _modules())) - NOT_OURS
    assert _documented() == asked


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    shown = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert targets == set(re.findall(r"^ +make ([a-z]+) +\S", shown, re.MULTILINE))
    assert targets >= {"setup", "demo", "test", "check", "bench", "clean", "help"}


def test_the_first_screen_of_the_readme_shows_the_two_commands_and_a_picture() -> None:
    first_screen = "\n".join((ROOT / "README.md").read_text().splitlines()[:30])
    assert "make demo" in first_screen
    assert "make test" in first_screen
    assert "(docs/images/" in first_screen


@pytest.mark.parametrize("document", ["README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_links_between_pages_lead_somewhere(document: str) -> None:
    folder = (ROOT / document).parent
    links = re.findall(r"(?<!!)\[[^]]+\]\(([^)#:]+)\)", (ROOT / document).read_text())
    assert [link for link in links if not (folder / link).exists()] == []

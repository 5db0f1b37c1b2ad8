"""The budgets find what they are there to find. Forbidden words are put together, so that this file holds none."""

from pathlib import Path

import pytest

from scripts import budgets

DOCUMENTED = '"""What this is for."""\n\n\n'


def _found(root: Path, name: str, content: str) -> list[str]:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return budgets.problems(root, [name])


def _function(name: str, lines: int) -> str:
    return f'def {name}() -> None:\n    """Do it."""\n' + "    one = 1\n" * (lines - 2)


def test_a_good_file_is_passed(tmp_path: Path) -> None:
    assert _found(tmp_path, "reports/good.py", DOCUMENTED + _function("work", 45)) == []


def test_a_file_may_have_400_lines_and_no_more(tmp_path: Path) -> None:
    assert _found(tmp_path, "reports/long.py", DOCUMENTED + "one = 1\n" * 397) == []
    assert _found(tmp_path, "reports/long.py", DOCUMENTED + "one = 1\n" * 398) == [
        "reports/long.py: 401 lines, 400 allowed"
    ]


def test_a_long_migration_is_nobodys_fault(tmp_path: Path) -> None:
    assert _found(tmp_path, "reports/studio/migrations/0001_initial.py", "one = 1\n" * 900) == []


@pytest.mark.parametrize(
    ("name", "function", "allowed"),
    [
        ("reports/studio/services.py", "report_sign", 45),
        ("reports/studio/views/report.py", "get", 35),
        ("tests/studio/test_report.py", "test_it", 50),
    ],
)
def test_functions_have_a_length_for_their_place(tmp_path: Path, name: str, function: str, allowed: int) -> None:
    assert _found(tmp_path, name, DOCUMENTED + _function(function, allowed)) == []
    found = _found(tmp_path, name, DOCUMENTED + _function(function, allowed + 1))
    assert found == [f"{name}:4: {function}: {allowed + 1} lines, {allowed} allowed"]


def test_a_template_may_have_200_lines(tmp_path: Path) -> None:
    assert _found(tmp_path, "templates/returns/page.html", "<p>\n" * 200) == []
    assert _found(tmp_path, "templates/returns/page.html", "<p>\n" * 201)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("reports/a.py", DOCUMENTED + "# TO" + "DO: later\n", "unfinished work is marked"),
        ("docs/a.md", "in /wo" + "rk/main\n", "a path of one machine"),
        ("docs/a.md", "see `/tm" + "p`\n", "a path of one machine"),
        ("templates/a.html", "{{ text|sa" + "fe }}", "marks text as safe"),
        ("reports/a.py", DOCUMENTED + "mark_sa" + "fe(text)\n", "marks text as safe"),
        ("tests/a.py", "@pytest.mark.sk" + "ip\ndef test_a() -> None: ...\n", "leaves a test out"),
        ("tests/a.py", "pytest.importorsk" + "ip('x')\n", "leaves a test out"),
        ("requirements/base.txt", "--index-" + "url https://example.org\n", "holds a download address"),
        ("package-lock.json", '{"reso' + 'lved": "https://example.org"}', "holds a download address"),
        ("README.md", "https://py" + "pi.org/simple\n", "the host of a package registry"),
        ("reports/a.py", "one = 1\n", "says nowhere what it is for"),
        ("reports/a.py", DOCUMENTED + "def work() -> None: ...\n", "work has no docstring"),
        ("reports/a.py", DOCUMENTED + "class Report: ...\n", "Report has no docstring"),
        ("reports/views/a.py", DOCUMENTED + "Report.objects.all()\n", ".objects in a view"),
        ("reports/views/a.py", DOCUMENTED + "report.save()\n", ".save in a view"),
    ],
)
def test_what_has_no_place_is_found(tmp_path: Path, name: str, content: str, complaint: str) -> None:
    found = _found(tmp_path, name, content)
    assert len(found) == 1
    assert complaint in found[0]


def test_a_view_may_resolve_what_it_shows(tmp_path: Path) -> None:
    view = "class One:\n    '''One.'''\n\n    def get(self) -> None:\n        self.get_own(Report.objects, slug=slug)\n"
    assert _found(tmp_path, "reports/views/a.py", DOCUMENTED + view) == []


def test_the_line_of_a_word_is_named(tmp_path: Path) -> None:
    found = _found(tmp_path, "docs/a.md", "one\ntwo\nTO" + "DO three\n")
    assert found == ["docs/a.md:3: unfinished work is marked; finish it or write an issue"]


def test_private_functions_and_tests_need_no_docstring(tmp_path: Path) -> None:
    assert _found(tmp_path, "reports/a.py", DOCUMENTED + "def _work() -> None: ...\n") == []
    assert _found(tmp_path, "tests/a.py", "def test_work() -> None: ...\n") == []


def test_pictures_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\xff /tm" + b"p/")
    assert budgets.problems(tmp_path, ["a.png"]) == []


def test_the_measures_name_the_targets(tmp_path: Path) -> None:
    _found(tmp_path, "reports/a.py", DOCUMENTED + _function("work", 10))
    _found(tmp_path, "tests/a.py", "one = 1\n" * 26)
    said = list(budgets.measures(tmp_path, ["reports/a.py", "tests/a.py"]))
    assert said[0] == "file: nine of ten within 13 lines (target 250)"
    assert said[-1] == "tests: 2.00 lines for each line of code (target 1.3 to 1.8)"

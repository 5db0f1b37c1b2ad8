"""Measure the project against its budgets: lengths, docstrings, and words that have no place in it.

Run by `make check`. Hard stops fail; the targets (nine files of ten, nine functions of ten) are printed to steer by.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES, FUNCTION_LINES, TEST_FUNCTION_LINES, HANDLER_LINES, TEMPLATE_LINES = 400, 45, 50, 35, 200
HANDLERS = {"get", "post", "put", "patch", "delete"}
WINGS = ("partnerships", "reviews", "reports")
TEXT = {
    ".py",
    ".html",
    ".jinja",
    ".md",
    ".txt",
    ".json",
    ".toml",
    ".yml",
    ".yaml",
    ".js",
    ".css",
    ".scss",
    ".sample",
    "",
}

# Written in halves so that this file does not find itself.
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
SKIPPED = re.compile(r"pytest\.(mark\.)?(sk" + r"ip|xfa" + r"il|importorsk" + r"ip)|unittest\.sk" + r"ip")
UNSAFE = re.compile(r"\|\s*sa" + r"fe\b|mark_sa" + r"fe\b")
REGISTRY = re.compile(r"py" + r"pi\.org|pythonhos" + r"ted\.org|registry\.np" + r"mjs|registry\.ya" + r"rnpkg")
RESOLVED = re.compile(r'"reso' + r'lved"\s*:|--index-' + r"url|--find-" + r"links")
MACHINE_PATH = re.compile(r"""(?:^|[\s"'=(:`,])/(?:wo""" + r"rk|tm" + r"""p)(?:/|["'\s`)]|$)""", re.MULTILINE)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def problems(root: Path, names: Iterable[str]) -> list[str]:
    """Return one line for each breach of a hard stop in the named files below `root`."""
    return [line for name in sorted(names) for line in _file_problems(root / name, name)]


def _file_problems(path: Path, name: str) -> Iterator[str]:
    if path.suffix not in TEXT or not path.is_file():
        return
    try:
        content = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    yield from _words(content, name)
    if name.startswith("templates/"):
        yield from _too_long(name, len(content.splitlines()), TEMPLATE_LINES)
    if path.suffix == ".py" and "/migrations/" not in name:
        yield from _too_long(name, len(content.splitlines()), FILE_LINES)
        yield from _python(ast.parse(content, filename=name), name)


def _words(content: str, name: str) -> Iterator[str]:
    rules = [
        (UNFINISHED, "unfinished work is marked; finish it or write an issue"),
        (REGISTRY, "names the host of a package registry"),
        (MACHINE_PATH, "holds a path of one machine"),
    ]
    if name.startswith("templates/") or name.endswith(".py"):
        rules.append((UNSAFE, "marks text as safe; sanitise and use Markup in one place"))
    if name.startswith("tests/"):
        rules.append((SKIPPED, "leaves a test out"))
    if name.endswith(("package-lock.json", ".npmrc")) or name.startswith("requirements/"):
        rules.append((RESOLVED, "a lock holds a download address"))
    for pattern, complaint in rules:
        for match in pattern.finditer(content):
            yield f"{name}:{content.count(chr(10), 0, match.start() + 1) + 1}: {complaint}"


def _too_long(where: str, lines: int, allowed: int) -> Iterator[str]:
    if lines > allowed:
        yield f"{where}: {lines} lines, {allowed} allowed"


def _python(tree: ast.Module, name: str) -> Iterator[str]:
    test = name.startswith("tests/")
    views = name.startswith(WINGS) and "/authz/" not in name and ("/views/" in name or name.endswith("/views.py"))
    for node in ast.walk(tree):
        if isinstance(node, Function):
            allowed = TEST_FUNCTION_LINES if test else HANDLER_LINES if _handler(node, name) else FUNCTION_LINES
            yield from _too_long(f"{name}:{node.lineno}: {node.name}", _length(node), allowed)
    if views:
        yield from _reaches(tree, name)
    if not test:
        yield from _undocumented(tree, name)


def _reaches(tree: ast.Module, name: str) -> Iterator[str]:
    """Find managers and writes in a view. `self.get_own(Model.objects...)` is how a view resolves what it shows."""
    resolving = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _named(node, "get_own")]
    allowed = {id(inner) for call in resolving for inner in ast.walk(call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and id(node) not in allowed:
            yield f"{name}:{node.lineno}: .objects in a view; ask a selector or a service"
        if isinstance(node, ast.Call) and _named(node, "save") and ast.unparse(node.func) != "self.save":
            yield f"{name}:{node.lineno}: .save in a view; ask a selector or a service"


def _named(call: ast.Call, method: str) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == method


def _handler(node: Function, name: str) -> bool:
    return node.name in HANDLERS and "views" in name


def _length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _undocumented(tree: ast.Module, name: str) -> Iterator[str]:
    if tree.body and not ast.get_docstring(tree) and not name.endswith("__init__.py"):
        yield f"{name}: says nowhere what it is for"
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and _public(node.name) and not ast.get_docstring(node):
            yield f"{name}:{node.lineno}: {node.name} has no docstring"


def _public(name: str) -> bool:
    return not name.startswith("_")


def committed_files(root: Path) -> list[str]:
    """Return the names of the project's files: what git tracks or would track."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(listing, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()


def measures(root: Path, names: Iterable[str]) -> Iterator[str]:
    """Say how the lengths stand against the targets."""
    lengths: dict[str, list[int]] = {"file": [], "function": [], "template": []}
    code = tests = 0
    for name in names:
        path = root / name
        if name.startswith("templates/") and path.is_file():
            lengths["template"].append(len(path.read_text(encoding="utf-8").splitlines()))
        if path.suffix != ".py" or "/migrations/" in name or not path.is_file():
            continue
        content = path.read_text(encoding="utf-8")
        if name.startswith("tests/"):
            tests += len(content.splitlines())
            continue
        code += len(content.splitlines())
        lengths["file"].append(len(content.splitlines()))
        lengths["function"] += [_length(node) for node in ast.walk(ast.parse(content)) if isinstance(node, Function)]
    for thing, target in (("file", 250), ("function", 28), ("template", 120)):
        ordered = sorted(lengths[thing]) or [0]
        yield f"{thing}: nine of ten within {ordered[int(len(ordered) * 0.9)]} lines (target {target})"
    yield f"tests: {tests / max(code, 1):.2f} lines for each line of code (target 1.3 to 1.8)"


def main() -> None:
    """Print the measures and every breach; exit with 1 when there is one."""
    names = committed_files(ROOT)
    for line in measures(ROOT, names):
        print(line)
    if found := problems(ROOT, names):
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()

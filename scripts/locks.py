"""Check, without asking any registry, that the locks hold everything the project declares, pinned and hashed."""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s\\;]+)[^\\\n]*(.*)$", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Return the version of each package a requirements file pins."""
    return {canonicalize_name(name): version for name, version, _ in PINNED.findall(lock)}


def missing(declared: list[str], lock: str, name: str) -> Iterator[str]:
    """Yield a line for each declared package the lock lacks or holds in a version that is not allowed."""
    pinned = pins(lock)
    for line in declared:
        requirement = Requirement(line)
        version = pinned.get(canonicalize_name(requirement.name))
        if version is None:
            yield f"{name}: {requirement.name} is declared but not locked"
        elif not requirement.specifier.contains(version, prereleases=True):
            yield f"{name}: {requirement.name} {version} does not fit {requirement.specifier}"


def unhashed(lock: str, name: str) -> Iterator[str]:
    """Yield a line for each package that is pinned without a digest."""
    for package, _version, rest in PINNED.findall(lock):
        if not rest.endswith("\\"):
            yield f"{name}: {package} has no digest"


def problems(root: Path) -> list[str]:
    """Return one line for each way in which locks and declarations differ."""
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    base, dev = ((root / "requirements" / f"{name}.txt").read_text() for name in ("base", "dev"))
    found = [*missing(project["dependencies"], base, "base.txt"), *unhashed(base, "base.txt")]
    found += [*missing(project["optional-dependencies"]["dev"], dev, "dev.txt"), *unhashed(dev, "dev.txt")]
    base_pins, dev_pins = pins(base), pins(dev)
    found += [f"dev.txt: {name} differs from base.txt" for name in base_pins if dev_pins.get(name) != base_pins[name]]
    return [*found, *_node(root)]


def _node(root: Path) -> Iterator[str]:
    package = root / "package.json"
    if not package.exists():
        return
    declared = json.loads(package.read_text())
    locked = json.loads((root / "package-lock.json").read_text())["packages"][""]
    for kind in ("dependencies", "devDependencies"):
        if declared.get(kind, {}) != locked.get(kind, {}):
            yield f"package-lock.json: {kind} differ from package.json; run npm install"


def main() -> None:
    """Print every difference; exit with 1 when there is one."""
    if found := problems(ROOT):
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()

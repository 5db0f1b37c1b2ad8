"""Reading the data files of this folder."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def toml(folder: str, name: str) -> dict[str, Any]:
    """Return a hand-written file. It is read once, so nobody changes what it returns."""
    return tomllib.loads((HERE / folder / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def figures(folder: str) -> list[dict[str, Any]]:
    """Return every figure the published report prints, as it prints it."""
    printed: list[dict[str, Any]] = json.loads((HERE / folder / "figures.json").read_text(encoding="utf-8"))
    return printed

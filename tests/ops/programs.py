"""Helpers that start and load the programs in scripts/."""

import os
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "MODE": "production",
    "SECRET_KEY": "a-secret-of-the-test-that-is-long-enough-to-be-accepted",
    "DATABASE_URL": "postgres://portal:secret@database.invalid:5433/portal",
    "CELERY_BROKER_URL": "redis://queue.invalid:6379/0",
    "EMAIL_HOST": "mail.invalid",
}


def program(name: str) -> ModuleType:
    """Import a program of scripts/ that has no suffix."""
    loader = SourceFileLoader(name, str(ROOT / "scripts" / name))
    spec = spec_from_loader(name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


def clean_environment(**variables: str) -> dict[str, str]:
    """Return an environment with nothing of the portal's but the given variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, **variables}


def settings_say(expression: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Start Python with these variables only, load the settings and print an expression over them."""
    code = f"from django.conf import settings; print({expression})"
    environment = clean_environment(DJANGO_SETTINGS_MODULE="safeguarding.settings", **variables)
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

"""The compose file, the image and the health checks, read without a container engine."""

import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
import yaml

from tests.ops.programs import ROOT, clean_environment

COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE)["services"]
SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD")


@pytest.mark.parametrize("name", SECRETS)
def test_no_secret_has_a_default(name: str) -> None:
    uses = re.findall(r"\$\{" + name + r"[^}]*\}", COMPOSE)
    assert uses
    assert all(use.startswith(f"${{{name}:?") for use in uses)


def test_the_sample_holds_no_secret() -> None:
    lines = (ROOT / "env.sample").read_text().splitlines()
    assert {f"{name}=" for name in SECRETS} <= set(lines)


def test_the_sample_names_every_variable_of_the_compose_file() -> None:
    asked = set(re.findall(r"\$\{([A-Z0-9_]+)", COMPOSE))
    offered = set(re.findall(r"^#?([A-Z0-9_]+)=", (ROOT / "env.sample").read_text(), re.MULTILINE))
    assert asked == offered


def test_every_service_that_stays_up_has_a_health_check() -> None:
    assert [name for name, service in SERVICES.items() if "healthcheck" not in service] == ["migrate"]


def test_nothing_starts_before_the_migrations_are_done() -> None:
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_only_the_web_service_is_published_and_only_to_this_machine() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    assert SERVICES["web"]["ports"] == ["${LISTEN:-127.0.0.1:8000}:8000"]


def test_the_image_does_not_run_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert "USER portal" in lines
    assert lines.index("USER portal") < next(at for at, line in enumerate(lines) if line.startswith("CMD"))


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        good = self.path == "/health/" and self.headers["Host"] == "portal.example"
        self.send_response(200 if good else 400)
        self.end_headers()

    def log_message(self, *_arguments: Any) -> None:
        """Keep the test's output clean."""


@pytest.mark.parametrize(("host", "code"), [("portal.example,other.example", 0), ("stranger.example", 1)])
def test_the_health_check_asks_by_a_name_the_portal_accepts(host: str, code: int) -> None:
    server = HTTPServer(("127.0.0.1", 0), _Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    environment = clean_environment(ALLOWED_HOSTS=host, PORT=str(server.server_port))
    check = [sys.executable, str(ROOT / "scripts" / "healthcheck"), "web"]
    assert subprocess.run(check, env=environment, check=False).returncode == code
    server.shutdown()

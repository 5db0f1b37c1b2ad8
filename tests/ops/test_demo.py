"""`make demo` as a person meets it: a real web process, worker and scheduler, started and stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ops.programs import ROOT, clean_environment

pytestmark = pytest.mark.worker
SECONDS_TO_START = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the demonstration keeps its data: loaded by the first test, found there by the next."""
    return tmp_path_factory.mktemp("demonstration")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _demonstration(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    environment = clean_environment(VAR_DIR=str(folder), PORT=str(port))
    child = subprocess.Popen(
        [sys.executable, str(ROOT / "scripts" / "demo")],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield child
    finally:
        child.terminate()
        child.wait(30)


def _read_until_ready(child: subprocess.Popen[str]) -> str:
    said, deadline = "", time.monotonic() + SECONDS_TO_START
    assert child.stdout is not None
    for line in child.stdout:
        said += line
        if "The portal is ready" in line:
            return said
        assert time.monotonic() < deadline, said
    raise AssertionError(said)


def _processes() -> Iterator[tuple[int, int, int]]:
    """Yield number, parent and group of every living process."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if fields[0] != "Z":
            yield int(path.parent.name), int(fields[1]), int(fields[2])


def _children(of: int) -> list[int]:
    return [number for number, parent, _group in _processes() if parent == of]


def _families(heads: list[int]) -> list[int]:
    """Return who is left of the groups these processes led."""
    return [number for number, _parent, group in _processes() if group in heads]


def test_the_demonstration_starts_answers_and_stops_without_a_trace(folder: Path) -> None:
    port = _free_port()
    with _demonstration(folder, port) as child:
        said = _read_until_ready(child)
        assert f"http://127.0.0.1:{port}/" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=10) as answer:
            assert answer.status == 200
        children = _children(child.pid)
        assert len(children) == 3
        child.send_signal(signal.SIGINT)
        rest = child.communicate(timeout=60)[0]
    assert child.returncode == 0
    assert "Stopped. Your data is kept" in rest
    assert _families(children) == []


def test_a_process_that_dies_stops_the_others_and_is_named(folder: Path) -> None:
    with _demonstration(folder, _free_port()) as child:
        _read_until_ready(child)
        children = _children(child.pid)
        worker = next(n for n in children if b"worker" in Path(f"/proc/{n}/cmdline").read_bytes().split(b"\0"))
        os.kill(worker, signal.SIGKILL)
        rest = child.communicate(timeout=60)[0]
    assert child.returncode == 1
    assert re.search(r"The worker process stopped by itself \(exit code -9\)", rest)
    assert _families(children) == []


def test_a_port_in_use_is_named_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with _demonstration(tmp_path, port) as child:
            said = child.communicate(timeout=30)[0]
    assert child.returncode == 1
    assert f"Port {port} on 127.0.0.1 can not be used" in said
    assert "PORT=8001 make demo" in said

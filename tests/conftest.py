"""What several tests need: the command as a user runs it, and the tools beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def tool() -> Callable[[str], str]:
    """The path of a program.  Without it the test is skipped here, and fails where CI is set."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            missing(name)
        return path

    return find


@pytest.fixture
def font(tool) -> Callable[[str], None]:
    """Asks for a font by its family, as `tool` asks for a program."""

    def find(family: str) -> None:
        found = subprocess.run([tool("fc-list"), family], capture_output=True, encoding="utf-8", check=True)
        if not found.stdout.strip():
            missing(f"the font {family}")

    return find


@pytest.fixture(scope="session")
def compiled():
    """Rocq with our library compiled, once for all tests."""
    from derive.certifying.running import Rocq

    with Rocq(timeout=120) as running:
        yield running


@pytest.fixture
def rocq(tool, request):
    """Rocq, where it is installed."""
    tool("coqc")
    return request.getfixturevalue("compiled")


def missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not installed, and nothing is skipped under CI")
    pytest.skip(f"{what} is not installed")


@dataclass(frozen=True)
class Run:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def derive_command() -> Callable[..., Run]:
    """Runs `derive` in a process of its own, as a user does; a traceback fails the test."""

    def run(*arguments: object, cwd: Path | None = None, **environment: str) -> Run:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "derive", *map(str, arguments)],
            cwd=cwd or ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Run(done.returncode, done.stdout, done.stderr)

    return run

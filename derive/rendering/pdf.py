r"""LaTeX → PDF, by latexmk and xelatex.

Invariant: TeX runs in a folder of its own, without a shell, reads and writes nothing outside of
it but its own installation, and ends in time; the same source gives the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from derive.document import DeriveError
from derive.rendering.build import write

Progress = Callable[[int, int], None]

PROGRAMS = ("latexmk", "xelatex")
PACKAGES = "latexmk texlive-xetex texlive-lang-chinese fonts-noto-cjk"
MISSING = f"no PDF was made: on Debian or Ubuntu, apt install {PACKAGES}"
SECONDS = 180
LARGEST = 200_000_000  # bytes of a file that TeX writes
_NAME = "page"
_COMMAND = (
    "latexmk", "-norc", "-xelatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape",
    f"{_NAME}.tex",
)  # fmt: skip
# openin_any, openout_any = p: TeX opens nothing above its folder, nothing hidden and nothing absolute.
_SETTINGS = {
    "openin_any": "p",
    "openout_any": "p",
    "shell_escape": "f",
    "SOURCE_DATE_EPOCH": "0",
    "FORCE_SOURCE_DATE": "1",
    "max_print_line": "10000",
}
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME")


def is_there() -> bool:
    """Whether what makes PDFs is installed."""
    return all(map(shutil.which, PROGRAMS))


def stamp(tex: bytes, files: Mapping[str, bytes]) -> bytes:
    """What tells a PDF of this source from any other: the comment behind its end."""
    sums = hashlib.sha256(tex)
    for name, content in sorted(files.items()):
        sums.update(f"\0{name}\0".encode() + hashlib.sha256(content).digest())
    return b"%% derive %s\n" % sums.hexdigest().encode()


def is_current(path: Path, mark: bytes) -> bool:
    """Whether the PDF at the path was made of what has the stamp."""
    try:
        with open(path, "rb") as file:
            file.seek(-len(mark), os.SEEK_END)
            return file.read() == mark
    except OSError:
        return False


def build_pdfs(sources: Sequence[Path], output: Path, progress: Progress | None = None) -> list[Path]:
    """Makes output/STEM.pdf of each built STEM.tex, unless it is there already; returns their paths.

    `progress(done, total)` is called as they are made.  Raises DeriveError.
    """
    made = []
    for number, source in enumerate(sources):
        if progress is not None:
            progress(number, len(sources))
        made.append(output / f"{source.stem}.pdf")
        tex, files = _read(source)
        if not is_current(made[-1], stamp(tex, files)):
            write(made[-1], compiled(tex, files, str(source)))
    return made


def _read(source: Path) -> tuple[bytes, dict[str, bytes]]:
    """A built page and the pictures that it shows."""
    try:
        tex = source.read_bytes()
        names = sorted(set(re.findall(rb"\\drawing\{([^{}#\\\\]+)\}", tex)))
        return tex, {name.decode(): (source.parent / name.decode()).read_bytes() for name in names}
    except OSError as error:
        raise DeriveError(f"{source}: cannot be read ({error.strerror}): build it again") from None


def compiled(tex: bytes, files: Mapping[str, bytes], source: str, seconds: float = SECONDS) -> bytes:
    """The PDF of a page and of the files beside it, with its stamp.

    Raises DeriveError where TeX fails or takes too long; `source` is what the page is called in a message.
    """
    with tempfile.TemporaryDirectory(prefix="derive-") as folder:
        place = Path(folder)
        for name, content in {f"{_NAME}.tex": tex, **files}.items():
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        code = _run(place, seconds)
        made = place / f"{_NAME}.pdf"
        if code is None:
            raise DeriveError(f"{source}: TeX took more than {seconds:g} s: leave pdf out of --format")
        if code or not made.exists():
            raise DeriveError(f"{source}: TeX failed: {_said(place)}: leave pdf out of --format")
        return made.read_bytes() + stamp(tex, files)


def _run(place: Path, seconds: float) -> int | None:
    """The exit code, or None where it took too long; nothing it started is left running."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | _SETTINGS
    process = subprocess.Popen(
        _COMMAND,
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_limit,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _limit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _said(place: Path) -> str:
    """The first error of the log, on one line."""
    try:
        log = (place / f"{_NAME}.log").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "it wrote no log"
    found = re.search(r"^! (.*)", log, re.MULTILINE)
    return found[1].strip()[:200].rstrip(".") if found else "it did not say why"

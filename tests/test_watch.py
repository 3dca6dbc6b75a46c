"""`derive build --watch`: rebuilt on save, served to this machine only, ended by Ctrl-C with nothing broken."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT

from derive.document import DeriveError
from derive.previewing.server import Server
from derive.previewing.watch import changes, preview, state

PAGE = "# Title\n\n$$ x + x = 2 x $$\n"
MOST = 120  # seconds: how long a test waits before it fails


@pytest.fixture
def site(tmp_path):
    """A server of a folder with one page, and a file beside the folder."""
    folder = tmp_path / "site"
    (folder / "inner").mkdir(parents=True)
    (folder / "index.html").write_text(
        '<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src \'none\'"><body>one</body>'
    )
    (folder / "inner/p.svg").write_text("<svg/>")
    (folder / ".hidden").write_text("hidden")
    (tmp_path / "secret").write_text("secret")
    (folder / "link").symlink_to(tmp_path / "secret")
    server = Server(folder)
    server.start()
    yield server
    server.stop()


def asked(server: Server, path: str, host: str | None = None, method: str = "GET"):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=MOST)
    try:
        connection.putrequest(method, path, skip_host=host is not None)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
    finally:
        connection.close()


def test_it_listens_to_this_machine_only(site):
    assert site.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/", 200, "one"),
        ("/index.html", 200, "one"),
        ("/inner/p.svg", 200, "<svg/>"),
        ("/inner", 404, ""),
        ("/no", 404, ""),
        ("/../secret", 404, ""),
        ("/%2e%2e/secret", 404, ""),
        ("/..%2fsecret", 404, ""),
        ("//etc/passwd", 404, ""),
        ("/etc/passwd", 404, ""),
        ("/link", 404, ""),
        ("/.hidden", 404, ""),
        ("/%00", 404, ""),
        ("/..\\secret", 404, ""),
    ],
)
def test_only_built_files_are_served(site, path, code, said):
    status, _, text = asked(site, path)
    assert status == code and said in text and "secret" not in text.replace("no such page", "")


def test_without_an_index_the_pages_are_listed(site):
    (site.folder / "index.html").unlink()
    (site.folder / "a <b>.html").write_text("page")
    status, _, text = asked(site, "/")
    assert (
        status == 200 and '<a href="a%20%3Cb%3E.html">a &lt;b&gt;.html</a>' in text and "EventSource" in text
    )
    assert asked(site, "/a%20%3Cb%3E.html")[0] == 200


@pytest.mark.parametrize(
    ("host", "code"),
    [("evil.example", 403), ("127.0.0.1.evil.example:80", 403), ("localhost:1", 200), ("127.0.0.1", 200)],
)
def test_a_name_that_leads_here_from_elsewhere_is_refused(site, host, code):
    assert asked(site, "/", host)[0] == code


def test_what_asks_for_more_than_a_file_is_refused(site):
    assert asked(site, "/", method="POST")[0] == 501
    assert asked(site, "/", method="HEAD")[2] == ""


def test_only_its_own_script_runs(site):
    _, headers, text = asked(site, "/")
    nonce = re.search(r"script-src 'nonce-([\w-]+)'", headers["Content-Security-Policy"])[1]
    assert re.findall(r"<script[^>]*>", text) == [f'<script nonce="{nonce}">']
    assert "http-equiv" not in text and headers["Cache-Control"] == "no-store"


def test_a_browser_is_told_of_each_build(site):
    connection = http.client.HTTPConnection("127.0.0.1", site.server_address[1], timeout=MOST)
    seen = re.search(r"EventSource\(\"(/\.changes\?\d+)\"\)", asked(site, "/")[2])[1]
    site.built()  # between the page and its question
    connection.request("GET", seen)
    answer = connection.getresponse()
    assert answer.readline() == b"event: built\n"
    answer.close()
    connection.close()


def test_a_change_is_seen(tmp_path):
    page = tmp_path / "inner/page.md"
    page.parent.mkdir()
    page.write_text("one")
    before = state([tmp_path])
    looks = iter(
        [lambda: None, lambda: (tmp_path / ".#page.md").write_text("lock"), lambda: page.write_text("other")]
    )
    now = changes([tmp_path], before, sleep=lambda _: next(looks)())
    assert set(now) == {str(page)} and next(looks, None) is None


def test_a_file_that_goes_and_comes_back_is_seen(tmp_path):
    """Editors write a new file and rename it."""
    page = tmp_path / "page.md"
    page.write_text("one")
    before = state([page])
    page.unlink()
    gone = changes([page], before)
    page.write_text("two")
    assert gone == {} and changes([page], gone)


def test_a_port_that_is_taken(site, tmp_path):
    port = site.server_address[1]
    with pytest.raises(DeriveError, match=f"^--port {port}: cannot be served .*: choose another port$"):
        preview([tmp_path], lambda: None, tmp_path, port, lambda line: None)


# As in a terminal: tests that run in the background inherit that SIGINT is ignored.
COMMAND = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from derive.cli import main; main()"
)


@contextmanager
def watching(source: Path, output: Path):
    """The command at work; interrupted as by Ctrl-C at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "build", str(source), "--output", str(output),
         "--format", "markdown", "--watch", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(MOST)
        finally:
            process.kill()


def until(process: subprocess.Popen, pattern: str) -> re.Match:
    """The next line of the command that says so."""
    said = []
    for line in process.stdout:
        said.append(line)
        if found := re.search(pattern, line):
            return found
    raise AssertionError("".join(said))


def test_saved_is_built_and_served(tmp_path):
    source, output = tmp_path / "page.md", tmp_path / "out"
    source.write_text(PAGE)
    with watching(source, output) as process:
        url = until(process, r"serving http://127\.0\.0\.1:(\d+)/ until Ctrl-C")
        until(process, "1 relation: 1 proved")
        connection = http.client.HTTPConnection("127.0.0.1", int(url[1]), timeout=MOST)
        connection.request("GET", "/.changes?1")
        answer = connection.getresponse()
        source.write_text(PAGE + "\n$$ x = x + 1 $$\n")
        until(process, "2 relations: 1 proved, 1 refuted")
        while (line := answer.readline()) and line != b"event: built\n":
            pass
        assert line, "the browser was not told"
        answer.close()
        connection.close()
        source.write_text("no relation")
        until(process, "no displayed relation")
        source.write_text(PAGE)
        until(process, "1 relation: 1 proved")
    with process.stdout as out:
        rest = out.read()
    assert process.returncode == 0 and rest.endswith("stopped\n") and "Traceback" not in rest
    assert [path.name for path in output.rglob(".*")] == [".built.json"]
    assert "x + x = 2 x" in (output / "markdown/page.md").read_text(encoding="utf-8")

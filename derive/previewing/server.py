"""Serves the built pages to a browser on this machine, and tells it when they were built anew.

Invariant: what is answered is a file in the folder that is served, to a request that was
addressed to this machine by name; and no script but the one below runs in a page.
"""

from __future__ import annotations

import html
import mimetypes
import posixpath
import re
import secrets
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ADDRESS = "127.0.0.1"
CHANGES = "/.changes"
_BEAT = 15.0  # seconds between two signs of life to a browser that waits
_POLICY = re.compile(r'<meta[^>]*http-equiv="?Content-Security-Policy"?[^>]*>', re.IGNORECASE)
_SCRIPT = (
    '<script nonce="{nonce}">new EventSource("' + CHANGES + '?{build}").addEventListener("built", '
    "() => location.reload());</script>"
)
_TYPES = {".md": "text/plain; charset=utf-8", ".tex": "text/plain; charset=utf-8"}


class Server(ThreadingHTTPServer):
    """Serves `folder`; `built()` makes every page that is open load itself again."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, folder: Path, port: int = 0):
        super().__init__((ADDRESS, port), _Handler)
        self.folder = folder
        self.builds = 0
        self.news = threading.Condition()
        self.open = True

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.server_address[1]}/"

    def built(self) -> None:
        with self.news:
            self.builds += 1
            self.news.notify_all()

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def stop(self) -> None:
        with self.news:
            self.open = False
            self.news.notify_all()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, address: object) -> None:
        """A browser that went away is no error."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "derive", ""

    def do_GET(self) -> None:
        path, query = urllib.parse.urlsplit(self.path)[2:4]
        if not self.is_meant():
            self.send_error(403, "this server answers to 127.0.0.1 and localhost")
        elif path == CHANGES:
            self.tell_changes(int(query) if re.fullmatch(r"\d{1,9}", query) else self.server.builds)
        else:
            self.send_file(path)

    do_HEAD = do_GET

    def is_meant(self) -> bool:
        """Whether the request names this machine: another name that leads here is someone else's page."""
        host = self.headers.get("Host", "")
        return host.rpartition(":")[0] in (ADDRESS, "localhost") or host in (ADDRESS, "localhost")

    def send_file(self, path: str) -> None:
        found = self.found(path)
        try:
            content = found.read_bytes() if found is not None else None
        except OSError:
            content = None
        if content is None and path == "/":
            found, content = Path("index.html"), _listed(self.server.folder)
        if content is None:
            self.send_error(404, "no such page")
            return
        kind = _TYPES.get(found.suffix) or mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        nonce = secrets.token_urlsafe(12)
        if kind == "text/html":
            kind, content = "text/html; charset=utf-8", _with_script(content, nonce, self.server.builds)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'nonce-{nonce}'; connect-src 'self'; style-src 'unsafe-inline'; "
            "img-src 'self' data:; font-src data:; base-uri 'none'; form-action 'none'",
        )
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def found(self, path: str) -> Path | None:
        """The file in the folder that a path names."""
        name = posixpath.normpath(urllib.parse.unquote(path)).lstrip("/")
        if (
            "\0" in name
            or "\\" in name
            or any(part.startswith(".") and part != "." for part in name.split("/"))
        ):
            return None
        folder = self.server.folder.resolve()
        file = (folder / name).resolve()
        if file.is_dir():
            file = file / "index.html"
        return file if file.is_file() and folder in file.parents else None

    def tell_changes(self, seen: int) -> None:
        """Keeps the answer open, and says `built` in it when there is another build than the one seen."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        server = self.server
        while server.open:
            with server.news:
                server.news.wait_for(lambda: server.builds != seen or not server.open, timeout=_BEAT)
            news = b"event: built\ndata: \n\n" if server.builds != seen else b": \n\n"
            seen = server.builds
            try:
                self.wfile.write(news)
                self.wfile.flush()
            except OSError:
                return

    def log_message(self, *_: object) -> None:
        """Nothing: the terminal is for the author."""


def _listed(folder: Path) -> bytes:
    """A page that leads to those of a folder without an index, of which there may be none yet."""
    names = sorted(path.name for path in folder.glob("*.html") if not path.name.startswith("."))
    items = "".join(f'<li><a href="{urllib.parse.quote(name)}">{html.escape(name)}</a>' for name in names)
    return (
        f'<!doctype html><html lang="en"><title>derive</title><body><ul>{items}</ul></body></html>'.encode()
    )


def _with_script(page: bytes, nonce: str, build: int) -> bytes:
    """The page with the script that loads it anew, for which its own policy makes room."""
    text = _POLICY.sub("", page.decode("utf-8", "replace"))
    script = _SCRIPT.format(nonce=nonce, build=build)
    head, body, rest = text.rpartition("</body>")
    return (f"{head}{script}{body}{rest}" if body else text + script).encode()

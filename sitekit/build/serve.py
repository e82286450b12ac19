"""Serve the site on loopback; rebuild and reload when a source changes."""

import subprocess
import sys
import threading
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import BinaryIO
from urllib.parse import urlsplit

from watchfiles import Change, DefaultFilter, watch

from sitekit.build.sources import SITEKIT

BUILT = ("site", "build", "docs/gallery")  # written by the build, so not watched
RELOAD = """\
const shown = new URL(document.currentScript.src).search.slice(1);
setInterval(async () => {
  const version = await fetch("/__version").then((answer) => answer.text(), () => shown);
  if (version !== shown) location.reload();
}, 500);
"""


class Handler(SimpleHTTPRequestHandler):
    """Serve a folder as a host would, with its 404 page, without logging every request."""

    def handle(self) -> None:
        """Handle a request; ignore browsers that disconnect early."""
        with suppress(ConnectionError):
            super().handle()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send a file, or the site's 404 page if there is none."""
        path = Path(self.translate_path(self.path))
        with suppress(OSError, ValueError):  # no such file, or no valid name
            if path.is_dir():
                if not urlsplit(self.path).path.endswith("/"):
                    return super().send_head()  # redirects to the address with a slash
                path /= "index.html"
            if path.is_file() and path.suffix != ".html":
                return super().send_head()
            return self.send_text(path.read_bytes(), "text/html")
        return self.send_not_found()

    def send_not_found(self) -> BytesIO:
        """Send the site's 404 page."""
        page = Path(self.directory, "404.html")
        text = page.read_bytes() if page.is_file() else b"Not found"
        return self.send_text(text, "text/html", HTTPStatus.NOT_FOUND)

    def send_text(self, text: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> BytesIO:
        """Send the headers of a response; return its body."""
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        return BytesIO(text)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


class ReloadingHandler(Handler):
    """Add a script to each page that reloads it after a build; published pages have none."""

    @property
    def version(self) -> str:
        """The name of the folder that site/ links to, which is new after each build."""
        return Path(self.directory).resolve().parent.name

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Serve the script; hide the service worker, which would cache old pages."""
        match urlsplit(self.path).path:
            case "/__reload.js":
                return self.send_text(RELOAD.encode(), "text/javascript")
            case "/__version":
                return self.send_text(self.version.encode(), "text/plain")
            case "/sw.js":
                return self.send_not_found()
        return super().send_head()

    def send_text(self, text: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> BytesIO:
        """Append the script to a page, and send it."""
        if kind == "text/html":
            text += f'<script src="/__reload.js?{self.version}"></script>\n'.encode()
        return super().send_text(text, kind, status)


def server(root: Path, port: int = 0, handler: type[Handler] = Handler) -> ThreadingHTTPServer:
    """Return a server of site/ on loopback; port 0 means any free port."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(handler, directory=root / "site"))


def serve(root: Path, port: int) -> int:
    """Build, serve, and rebuild on each change until interrupted."""
    try:
        running = server(root, port, ReloadingHandler)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "a port is a number from 0 to 65535"
        print(f"--port {port}: {reason}", file=sys.stderr)
        return 1
    with running, suppress(KeyboardInterrupt):
        changed = threading.Event()
        watch_sources(root, changed)
        if (code := _build(root)) and not (root / "site").is_dir():
            return code
        Thread(target=running.serve_forever, daemon=True).start()
        print(f"Serving http://127.0.0.1:{running.server_port}/ (Ctrl+C stops)", flush=True)
        while True:
            if changed.wait(1):  # with a timeout, else Ctrl+C is ignored on Windows
                changed.clear()
                _build(root)
    return 0


def watch_sources(root: Path, changed: threading.Event) -> None:
    """Watch the root and all folders with sources; set the event at each change."""
    ordinary = DefaultFilter()

    def is_source(change: Change, path: str) -> bool:
        """Ignore files that the build writes, and hidden ones."""
        name = Path(path).relative_to(root)
        built = any(map(name.is_relative_to, BUILT))
        return not built and "/." not in f"/{name.as_posix()}" and ordinary(change, path)

    def wait(*paths: Path, recursive: bool) -> None:
        for _ in watch(*paths, watch_filter=is_source, recursive=recursive, debounce=200):
            changed.set()

    below = [path for path in root.glob("[!.]*") if path.is_dir() and path.name not in BUILT]
    for paths, deep in (([root], False), (below, True)):
        Thread(target=wait, args=paths, kwargs={"recursive": deep}, daemon=True).start()


def _build(root: Path) -> int:
    """Build in a fresh interpreter, which has no old modules loaded."""
    command = [sys.executable, "-m", "sitekit.build", "--root", str(root)]
    return subprocess.run(command, cwd=SITEKIT.parent, check=False).returncode

"""Serve the site as a host would: gzipped, and with the headers from ``hosts.py``."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sitekit.editions.hosts import headers

PACKED_ALREADY = (".woff2", ".png", ".pdf", ".zip")


class Handler(SimpleHTTPRequestHandler):
    """Serve a folder without logging every request."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, gzipped unless its format is already compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        packed = not path.name.endswith(PACKED_ALREADY)
        content = _packed(path) if packed else path.read_bytes()
        self.send_response(200)
        kind = self.guess_type(path)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        self.send_header("Content-Length", str(len(content)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        for name, value in headers(path.name).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 9)


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a built site on loopback; yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=site)) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()

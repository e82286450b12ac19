"""Show the site on this machine only, and build again whenever a source changes."""

import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from docs._press.build import fingerprint, main


class Handler(SimpleHTTPRequestHandler):
    """Serve site/ without a line for every request."""

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def server(root: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of site/ on loopback; port 0 takes any free one."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=root / "site"))


def serve(root: Path, port: int) -> int:
    """Build, serve, and build again on each change until interrupted."""
    code, seen = main(root), fingerprint(root)
    if not (root / "site").is_dir():
        return code
    with server(root, port) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        print(f"Serving http://127.0.0.1:{running.server_port}/ (Ctrl+C stops)")
        try:
            while True:
                time.sleep(0.5)
                now = fingerprint(root)
                if now != seen:
                    seen = now
                    main(root)
        except KeyboardInterrupt:
            return 0

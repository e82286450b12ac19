"""Show the site on this machine only, and build again whenever a source changes."""

import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sitekit.build.sources import FOLDERS, SITEKIT
from sitekit.core.digests import files


class Handler(SimpleHTTPRequestHandler):
    """Serve site/ without a line for every request."""

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def server(root: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of site/ on loopback; port 0 takes any free one."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=root / "site"))


def serve(root: Path, port: int) -> int:
    """Build, serve, and build again on each change until interrupted."""
    seen, code = _times(root), _build(root)
    if not (root / "site").is_dir():
        return code
    with server(root, port) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        print(f"Serving http://127.0.0.1:{running.server_port}/ (Ctrl+C stops)")
        try:
            while True:
                time.sleep(0.5)
                if seen != (seen := _times(root)):
                    _build(root)
        except KeyboardInterrupt:
            return 0


def _build(root: Path) -> int:
    """Build in a fresh interpreter, which knows nothing of the library as it was before."""
    command = [sys.executable, "-m", "sitekit.build", "--root", str(root)]
    return subprocess.run(command, cwd=SITEKIT.parent, check=False).returncode


def _times(root: Path) -> dict[Path, int]:
    """Return when each source was last written, leaving out what the build itself writes."""
    times = {}
    for path in (path for folder in FOLDERS for path in files(root / folder)):
        if root / "docs" / "gallery" not in path.parents:
            with suppress(FileNotFoundError):  # an editor's own file, gone again
                times[path] = path.stat().st_mtime_ns
    return times

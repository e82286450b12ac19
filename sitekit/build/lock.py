"""One build at a time: two in the same folders would undo each other's work."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def build_lock(folder: Path) -> Iterator[None]:
    """Hold a folder for this build, and first wait for another that holds it.

    The system lets go when the build ends, however it ends; nothing stale is left to remove.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        if sys.platform != "win32":
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                message = "Another build of this project is under way; waiting for it to end."
                print(message, flush=True)  # a pipe would hold it back until the wait is over
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield

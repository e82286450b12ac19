"""Lock the project against concurrent builds, which would overwrite each other's files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def build_lock(folder: Path) -> Iterator[None]:
    """Lock a folder for this build, after waiting for any other build to finish.

    The system releases the lock however the build ends, so no stale lock is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "lock", fallback_to_soft=False)  # a soft lock survives a kill
    try:
        held = lock.acquire(blocking=False)
    except Timeout:
        message = "Another build of this project is under way; waiting for it to end."
        print(message, flush=True)  # else a pipe buffers it until the wait is over
        held = lock.acquire()
    with held:
        yield

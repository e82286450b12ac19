"""One build at a time: two in the same folders would undo each other's work."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def build_lock(folder: Path) -> Iterator[None]:
    """Hold a folder for this build, and first wait for another build that holds it.

    The system releases the lock when the build ends, however it ends; nothing stale is left.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "lock", fallback_to_soft=False)  # a soft lock would outlive a kill
    try:
        held = lock.acquire(blocking=False)
    except Timeout:
        message = "Another build of this project is under way; waiting for it to end."
        print(message, flush=True)  # a pipe would hold it back until the wait is over
        held = lock.acquire()
    with held:
        yield

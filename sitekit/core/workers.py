"""End worker processes when the build that started them is gone."""

import os
from multiprocessing import parent_process
from threading import Thread


def end_with_parent() -> None:
    """Exit this worker as soon as its parent ends or is killed.

    Otherwise an orphaned worker would keep running: nothing else notifies it.
    """
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)  # even in the middle of a drawing

"""What worker processes do when the build that started them is gone."""

import os
from multiprocessing import parent_process
from threading import Thread


def end_with_parent() -> None:
    """End this worker as soon as its parent ends, even killed; for a pool's ``initializer``.

    A worker of a pool waits for work, and nothing else tells it that none will come any more.
    """
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)  # whatever it is drawing

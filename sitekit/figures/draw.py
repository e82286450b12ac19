"""Draw the stale figures only, each in its own process.

sphinx-gallery generates the scripts' pages and lists but runs no script: its runner has no time
limit, cannot name a script that kills its process, and redraws a figure only when the script itself
changes, not when its imports or data files do.
"""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.display import status_iterator
from sphinx.util.typing import ExtensionMetadata

from sitekit.core.digests import digest, file_digest
from sitekit.core.project import project
from sitekit.core.record import Inputs, installed
from sitekit.core.workers import end_with_parent
from sitekit.figures.gallery_scripts import authorship, drawn, name_of, script_beside, scripts
from sitekit.figures.render import draw

logger = logging.getLogger(__name__)

Problem = tuple[int, str]  # line of the script, and message


@dataclass
class Job:
    """A gallery script and the process that runs it."""

    script: Path
    folder: Path
    by: dict[str, str]
    seconds: float
    process: BaseProcess = field(init=False)
    outcome: Connection = field(init=False)
    deadline: float = field(init=False)

    def start(self) -> None:
        """Start the script in its own process, so that its side effects end with it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        fork = get_context("fork")
        self.outcome, theirs = fork.Pipe(duplex=False)
        arguments = (self.script, self.folder, self.by, theirs)
        self.process = fork.Process(target=_run, args=arguments, daemon=True)
        self.process.start()
        theirs.close()
        self.deadline = time.monotonic() + self.seconds

    def finish(self) -> Problem | None:
        """Kill the process of a script that has ended or timed out; return its problem, if any."""
        try:
            if self.outcome.poll():
                problem: Problem | None = self.outcome.recv()
                return problem
            return 1, f"the script took longer than {self.seconds:g} s"
        except EOFError:
            self.process.join()
            return 1, f"the script ended its process (exit code {self.process.exitcode})"
        finally:
            self.process.kill()  # with any threads still running
            self.process.join()


def _run(script: Path, folder: Path, by: dict[str, str], outcome: Connection) -> None:
    end_with_parent()
    outcome.send(draw(script, folder, by))


def run_all(jobs: Sequence[Job], at_once: int) -> Iterator[tuple[Job, Problem | None]]:
    """Run scripts in parallel; yield each job as it ends, with its problem, if any."""
    waiting, running = list(jobs), list[Job]()
    while waiting or running:
        while waiting and len(running) < at_once:
            running.append(waiting.pop(0))
            running[-1].start()
        patience = max(0.0, min(job.deadline for job in running) - time.monotonic())
        ready = wait([job.outcome for job in running], patience)
        for job in list(running):
            if job.outcome in ready or time.monotonic() >= job.deadline:
                running.remove(job)
                yield job, job.finish()


def figure_inputs(app: Sphinx, script: Path) -> Inputs:
    """Return the inputs of a script's figure."""
    here, scripts_beside = project(app), set(script.parent.glob("plot_*"))
    beside = [p for p in script.parent.iterdir() if p.is_file() and p not in scripts_beside]
    files = {p.relative_to(here.root).as_posix(): file_digest(p) for p in beside}
    if (own := script_beside(script)).exists():
        files[own.relative_to(here.root).as_posix()] = file_digest(own)
    return {
        **here.imports.inputs(script),
        **files,
        **here.figure_writers,
        "what is said of figures": digest(*authorship(app, name_of(script)).values()),
        **installed(),
    }


def draw_stale_figures(app: Sphinx) -> None:
    """Draw the stale figures; warn of each script that fails, at its line."""
    here, wanted = project(app), {name_of(script): script for script in scripts(app)}
    _forget_old(app)
    inputs = {name: figure_inputs(app, script) for name, script in wanted.items()}
    jobs = [
        Job(script, here.state / "drawing" / name, authorship(app, name), app.config.script_seconds)
        for name, script in wanted.items()
        if here.record.is_stale("figures", name, inputs[name]) or not drawn(app, name).exists()
    ]
    finished = run_all(jobs, os.cpu_count() or 1)
    for job, problem in status_iterator(
        finished, "drawing figures... ", length=len(jobs), stringify_func=lambda x: x[0].script.stem
    ):
        name = name_of(job.script)
        shutil.rmtree(drawn(app, name), ignore_errors=True)
        if problem:
            logger.warning("%s", problem[1], location=f"{job.script}:{problem[0]}")
            here.failed_figures.add(name)
        else:
            drawn(app, name).parent.mkdir(parents=True, exist_ok=True)
            job.folder.replace(drawn(app, name))
            here.record.renew("figures", name, inputs[name])
    here.record.keep("figures", set(wanted))


def _forget_old(app: Sphinx) -> None:
    """Delete generated files of scripts and gallery folders that no longer exist."""
    for made in list(Path(app.srcdir, "gallery").glob("*/*")):
        source = project(app).root / "gallery" / made.parent.name
        if made.name.startswith("plot_"):
            source /= f"{made.name.partition('.')[0]}.py"
        if not source.exists():
            shutil.rmtree(made) if made.is_dir() else made.unlink()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Draw before sphinx-gallery generates its pages, at priority 500."""
    app.add_config_value("script_seconds", 60.0, "", (int, float))
    app.connect("builder-inited", draw_stale_figures, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

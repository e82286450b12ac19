"""Every task: ``nox -s docs``, ``tests``, ``lint``, ``serve``, ...; ``nox -l`` lists them all."""

import sys
from pathlib import Path

import nox
from nox.command import CommandFailed

LIGHTHOUSE = "lighthouse@13.5.0"

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["docs"]


GROUPS = ("--extra=figures", "--group=site", "--group=tests")
BUILT = ("tests/browser", "tests/docs", "tests/sitekit")  # which look at the built site


def locked(session: nox.Session) -> None:
    """Install the exact, hashed versions every session shares, and put the checkout on the path."""
    session.install("--require-hashes", "-r", "requirements.lock")
    use_checkout(session)


def resolved(session: nox.Session, resolution: str) -> None:
    """Install the lowest or the highest versions that pyproject.toml allows."""
    versions = Path(session.create_tmp(), "requirements.txt")
    versions.unlink(missing_ok=True)  # uv would keep what stands there
    session.run(
        "uv", "pip", "compile", "pyproject.toml", f"--resolution={resolution}",
        f"--python={session.virtualenv.location}", "--quiet", *GROUPS,
        f"--output-file={versions}",
    )  # fmt: skip
    session.install("-r", str(versions))
    use_checkout(session)


def use_checkout(session: nox.Session) -> None:
    """Put the checkout on the path."""
    session.env["PYTHONPATH"] = "."
    session.env["PYTHONDONTWRITEBYTECODE"] = ""  # every later build starts seconds sooner


def build_site(session: nox.Session, *options: str) -> None:
    """Build the site; Ctrl+C ends it without a traceback of nox."""
    try:
        session.run("python", "-m", "sitekit.build", *options, interrupt_timeout=10)
    except KeyboardInterrupt:
        sys.exit(130)


@nox.session
def docs(session: nox.Session) -> None:
    """Prove the claims, draw the figures, build the pages and publish them to site/."""
    locked(session)
    build_site(session, *session.posargs)


@nox.session
def handouts(session: nox.Session) -> None:
    """Print each handout of the built site as a PDF of one page, and see that nothing is cut."""
    locked(session)
    build_site(session)
    session.run("python", "-m", "sitekit.editions.handout_pdfs")


@nox.session
def epub(session: nox.Session) -> None:
    """Make a book of the built site, and check it with epubcheck where that is installed."""
    locked(session)
    build_site(session)
    session.run("python", "-m", "sitekit.editions.epub")
    session.run("pytest", "tests/sitekit/test_epub.py")


@nox.session
def serve(session: nox.Session) -> None:
    """Build, show the site on this machine, and build again whenever a file changes."""
    locked(session)
    build_site(session, "--serve", *session.posargs)


@nox.session(name="zip")
def whole_site(session: nox.Session) -> None:
    """Build the site, and put it into build/why-sigma.zip, to be opened from a folder."""
    locked(session)
    build_site(session)
    session.run("python", "-m", "sitekit.editions.site_zip")


@nox.session
def tests(session: nox.Session) -> None:
    """Build the site, then run every test; ``-- --require-browser`` forbids skipping any."""
    locked(session)
    build_site(session)
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", "tests/explainer", *session.posargs)
    session.run("coverage", "report")
    session.run(
        "pytest",
        "-n",
        "auto",
        "--dist",
        "worksteal",
        "--ignore=tests/explainer",
        "tests",
        *session.posargs,
    )


@nox.session
def test(session: nox.Session) -> None:
    """Run the tests that are named: ``nox -s test -- tests/claims/test_why_smoothness.py``."""
    if not session.posargs:
        session.error("say what to run: nox -s test -- tests/claims/test_why_smoothness.py")
    locked(session)
    if any(each.startswith(BUILT) for each in session.posargs) and not Path("site").exists():
        build_site(session)
    session.run("pytest", *session.posargs)


@nox.session
def oldest(session: nox.Session) -> None:
    """Build and test with the oldest versions that pyproject.toml allows."""
    resolved(session, "lowest-direct")
    build_and_test(session)


@nox.session
def newest(session: nox.Session) -> None:
    """Build and test with the newest versions there are."""
    resolved(session, "highest")
    build_and_test(session)


def build_and_test(session: nox.Session) -> None:
    """Build the site, then run every test."""
    build_site(session)
    session.run("pytest", "-n", "auto", "--dist", "worksteal", "tests", *session.posargs)


@nox.session
def linkcheck(session: nox.Session) -> None:
    """Ask for every link to another site whether it still leads somewhere; takes minutes."""
    locked(session)
    folder = Path("build", "linkcheck")
    doctrees = f"--doctree-dir={folder / 'doctrees'}"  # not those of the site: addresses differ
    session.run("sphinx-build", "--quiet", "-b", "linkcheck", doctrees, "docs", str(folder))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types and spelling."""
    locked(session)
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("mypy")
    session.run("mypy", "--config-file=tools/gallery_mypy.ini", "gallery")
    session.run("lint-imports", "--no-logo")
    session.run("codespell")


@nox.session
def mutants(session: nox.Session) -> None:
    """Change the library, and the theorems, a sign at a time: a test must notice; takes long."""
    locked(session)
    groups = nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "mutants")
    session.install(*groups)
    if not session.posargs:
        session.run("python", "tools/mutants.py")
    session.run("python", "tools/claim_mutants.py", *session.posargs)


@nox.session(venv_backend="venv")
def bench(session: nox.Session) -> None:
    """Measure the library against its peers, checked to give the same numbers; then the rest.

    The peers have an environment of their own. pip fills it, so that what pip has been told about
    where to find PyTorch holds: the usual wheel for Linux brings gigabytes for graphics cards
    along, and one for the processor alone (``+cpu``) will do.
    """
    peers = nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "peers")
    session.install("--constraint", "tools/bench/constraints.txt", "numpy", *peers)
    session.run("python", "-m", "tools.bench", "library", env={"PYTHONPATH": "."})
    session.notify("bench-lab")
    session.notify("bench-figures")
    session.notify("bench-build")


@nox.session(name="bench-lab")
def bench_lab(session: nox.Session) -> None:
    """Race the training lab against a graph of objects, in Chromium, and watch its page run."""
    locked(session)
    build_site(session)
    session.run("python", "-m", "tools.bench", "lab")


@nox.session(name="bench-figures")
def bench_figures(session: nox.Session) -> None:
    """Touch every interactive figure as a slow phone has it; ``-- --strips FOLDER``."""
    locked(session)
    build_site(session)
    session.run("python", "-m", "tools.bench", "figures", *session.posargs)


@nox.session(name="bench-build")
def bench_build(session: nox.Session) -> None:
    """Measure the build alone, in the environment that builds the site; ``-- --rounds 1``."""
    locked(session)
    session.run("python", "-m", "tools.bench", "build", *session.posargs)


@nox.session
def audit(session: nox.Session) -> None:
    """Measure every page that has changed, or those named, with Lighthouse; takes long.

    Lighthouse is no part of the site: npm fetches it into this session's environment.
    """
    locked(session)
    home = Path(session.virtualenv.location, "lighthouse")
    program = home / "node_modules/lighthouse/cli/index.js"
    if not program.exists():
        fetch = ("npm", "install", "--no-audit", "--no-fund", "--prefix", str(home), LIGHTHOUSE)
        try:
            session.run(*fetch, external=True, silent=True)
        except CommandFailed:
            session.error(f"{LIGHTHOUSE} cannot be fetched: it needs npm and a way to its registry")
    build_site(session)
    session.run("python", "-m", "tools.audit", str(program), *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Write requirements.lock anew from pyproject.toml; ``-- --upgrade`` takes newer versions."""
    session.run(
        "uv", "pip", "compile", "pyproject.toml",
        "--universal", "--python-version=3.11", "--generate-hashes",
        "--no-emit-index-url", "--no-header", "--quiet",
        *GROUPS, "--group=lint",
        "--output-file=requirements.lock", *session.posargs,
    )  # fmt: skip

"""``python -m sitekit.build [--serve | --links]``: build or serve the site, as nox does."""

import argparse
import os
import sys
from pathlib import Path

UNTOUCHED = "site/ is left as it was."
INTERRUPTED = 130  # the exit code that shells use


def read_options() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="docs", description="Build the site into site/.")
    parser.add_argument("--serve", action="store_true", help="show it, build when a file changes")
    parser.add_argument("--links", action="store_true", help="list new addresses as permanent")
    parser.add_argument("--why", action="store_true", help="say what is made again, and why")
    parser.add_argument("--port", type=int, default=8000, help="where to serve it (8000)")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project to build")
    return parser.parse_args()


def run(options: argparse.Namespace) -> int:
    """Run the command and return the exit code; report a failure in one line, no traceback."""
    try:
        if error := find_obstacle(options.root.resolve()):
            print(error, file=sys.stderr)
            return 1
        return build_or_serve(options)
    except KeyboardInterrupt:
        print(f"Interrupted; {UNTOUCHED}", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        print(f"{describe(error)}; {UNTOUCHED}", file=sys.stderr)
        return 1


def build_or_serve(options: argparse.Namespace) -> int:
    """Build or serve; with ``--links``, add new addresses to the list."""
    root = options.root.resolve()
    if options.serve:
        from sitekit.build.serve import serve  # a web server is slow to import

        code = serve(root, options.port)
    else:
        from sitekit.build.pipeline import main  # here, so that Ctrl+C is quiet while it loads

        code = main(root, why=options.why)
    if options.links and not code:
        from sitekit.linking import addresses

        added = addresses.add(root, root / "site")
        print(f"{added} address(es) added to {addresses.FILE}.")
    return code


def find_obstacle(root: Path) -> str:
    """Return why no site can be built from this path or for this address, or an empty string."""
    from sitekit.linking.site_address import VARIABLE, find_error

    path = str(root)
    if os.pathsep in path:
        return f"{path}: the path of the project may not hold {os.pathsep!r}: PYTHONPATH ends there"
    if os.path.expandvars(path) != path:
        return f"{path}: the path of the project may not name a variable: pytest would replace it"
    return find_error(os.environ.get(VARIABLE))


def describe(error: OSError) -> str:
    """Return the file and the reason of an OSError in one line."""
    if error.errno is None and error.args and isinstance(error.args[0], list):  # shutil's
        _, target, reason = error.args[0][0]
        return f"{target}: {reason}"
    return f"{error.filename or 'a file'}: {error.strerror or error}"


if __name__ == "__main__":  # worker processes import this file too
    sys.exit(run(read_options()))

"""``python -m sitekit.build [--serve | --links]``: what ``nox -s docs`` and ``serve`` run."""

import argparse
import sys
from pathlib import Path

from sitekit.build.pipeline import main
from sitekit.build.serve import serve
from sitekit.linking import addresses


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="docs", description="Build the site into site/.")
    parser.add_argument("--serve", action="store_true", help="show it, build when a file changes")
    parser.add_argument("--links", action="store_true", help="list new addresses as permanent")
    parser.add_argument("--why", action="store_true", help="say what is made again, and why")
    parser.add_argument("--port", type=int, default=8000, help="where to serve it (8000)")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project to build")
    return parser.parse_args()


if __name__ == "__main__":  # workers that draw import this file too
    asked = options()
    root = asked.root.resolve()
    code = serve(root, asked.port) if asked.serve else main(root, why=asked.why)
    if asked.links and not code:
        print(f"{addresses.add(root, root / 'site')} address(es) added to {addresses.FILE}.")
    sys.exit(code)

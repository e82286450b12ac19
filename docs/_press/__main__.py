"""``python -m docs._press [--serve] [--root FOLDER]``: what ``nox -s docs`` and ``serve`` run."""

import argparse
import sys
from pathlib import Path

from docs._press.build import main
from docs._press.serve import serve

parser = argparse.ArgumentParser(prog="docs", description="Build the site into site/.")
parser.add_argument("--serve", action="store_true", help="show the site, build when a file changes")
parser.add_argument("--port", type=int, default=8000, help="where to serve it (8000)")
parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project to build")
options = parser.parse_args()
root = options.root.resolve()
sys.exit(serve(root, options.port) if options.serve else main(root))

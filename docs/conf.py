"""What Sphinx is told. Everything that acts is in ``sitekit``."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where sitekit and the library are

project = "Why σ?"
author = "The Why σ? authors"
copyright = "2026, the Why σ? authors. Text and figures CC BY 4.0, code BSD-3-Clause"
language = "en"

# Where the site says that it stands: in cards, citations, the feed. Whoever hosts it sets this.
published = os.environ.get("READTHEDOCS_CANONICAL_URL", "https://why-sigma.example")
html_baseurl = os.environ.get("SITE_ADDRESS", published).rstrip("/") + "/"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "numpydoc",
    "sphinx_gallery.gen_gallery",
    "sphinxcontrib.bibtex",
    "sitekit",
]
suppress_warnings = ["sphinx_gallery.space_in_filename"]  # it counts the folders above the project
exclude_patterns = ["gallery/**/*.ipynb", "_*", "**/sg_execution_times.rst"]
templates_path = ["../sitekit/theme/templates"]
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(numpy|np|collections|types|typing)\..*"),  # documented on other hosts
    ("py:class", r"NDArray|ArrayLike|optional|callable|.*Array"),
]

# Pages: MyST Markdown with cells that run while the page is read.
myst_enable_extensions = [
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "smartquotes",
]
myst_heading_anchors = 3
nb_execution_mode = "inline"
nb_execution_raise_on_error = False  # a failing cell is a warning, and warnings stop the build
nb_execution_show_tb = True  # sitekit.writing.cells reads it, and names the line
nb_eval_name_regex = r".+"
nb_merge_streams = True

# Pictures: one gallery script a figure, drawn by sitekit.figures.stale.
sphinx_gallery_conf = {
    "examples_dirs": "../gallery",
    "gallery_dirs": "gallery",
    "plot_gallery": False,
    "within_subsection_order": "FileNameSortKey",
    "backreferences_dir": None,
    "doc_module": (),
    "capture_repr": (),
    "show_memory": False,
    "show_signature": False,
    "write_computation_times": False,
    "download_all_examples": False,
}

# Papers and the library's docstrings.
bibtex_bibfiles = ["papers.bib"]
bibtex_default_style = "unsrt"
bibtex_reference_style = "author_year"
autodoc_member_order = "bysource"
autodoc_default_options = {"no-value": True}  # a curve's repr says less than its docstring
autodoc_typehints = "none"
numpydoc_show_class_members = False

# Links to other sites: nox -s linkcheck.
linkcheck_timeout = 30
linkcheck_retries = 3
linkcheck_anchors_ignore_for_url = [r"https://github\.com/.*"]  # its pages make them in the browser
linkcheck_allowed_redirects = {r"https://doi\.org/.*": r"https?://.*"}  # which is what a DOI is for
linkcheck_ignore = [r"https://why-sigma\.example/.*"]  # stands for wherever the site is put

# Look.
html_math_renderer = "mathml"
html_theme = "furo"
html_title = "Why σ?"
html_static_path = ["../sitekit/theme/scripts"]
html_favicon = "../sitekit/theme/scripts/favicon.svg"
html_permalinks_icon = "#"
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None  # a date would change the bytes of every page

"""What Sphinx is told; behaviour lives in ``_ext``, the build around it in ``_press``."""

import os

project = "Why σ?"
author = "The Why σ? authors"
copyright = "2026, the Why σ? authors. Text and figures CC BY 4.0, code BSD-3-Clause"
language = "en"

# Where the site says that it stands: in cards, citations, the feed. Whoever hosts it sets this.
html_baseurl = os.environ.get("SITE_ADDRESS", "https://why-sigma.example").rstrip("/") + "/"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "numpydoc",
    "sphinx_gallery.gen_gallery",
    "sphinxcontrib.bibtex",
    "docs._ext.faults",
    "docs._ext.spread",
    "docs._ext.claim",
    "docs._ext.exhibit",
    "docs._ext.lab",
    "docs._ext.thumbnails",
    "docs._ext.levels",
    "docs._ext.linking",
    "docs._ext.template",
    "docs._ext.minutes",
    "docs._ext.handout",
    "docs._ext.slides",
    "docs._ext.terms",
    "docs._ext.prose",
    "docs._ext.library",
    "docs._ext.mathml",
    "docs._ext.look",
    "docs._ext.search",
    "docs._ext.papers",
    "docs._ext.quality",
]
suppress_warnings = ["sphinx_gallery.space_in_filename"]  # it counts the folders above the project
exclude_patterns = ["gallery/**/*.ipynb", "_*", "**/sg_execution_times.rst"]
templates_path = ["_templates"]
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
nb_execution_show_tb = True  # docs._ext.cells reads it, and names the line
nb_eval_name_regex = r".+"
nb_merge_streams = True

# Pictures: one gallery script a figure, drawn by docs._ext.redraw.
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

# Look.
html_math_renderer = "mathml"
html_theme = "furo"
html_title = "Why σ?"
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_permalinks_icon = "#"
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None  # a date would change the bytes of every page

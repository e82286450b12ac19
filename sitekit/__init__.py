"""Sphinx extension that builds the site, split into sub-packages by concern."""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

#: Set up in this order; handlers of the same event and priority run in this order too.
PARTS = (
    "build.environment",
    "linking.site_address",
    "build.warnings",
    "build.check_tree",
    "build.check_files",
    "build.interleave_reads",
    "theme.folding",
    "theme.translator",
    "core.freshness",
    "claims.prove",
    "claims.directive",
    "claims.evidence",
    "figures.interactive",
    "figures.draw",
    "figures.downloads",
    "figures.embed",
    "figures.exhibit",
    "figures.lab",
    "figures.gallery_pages",
    "writing.blocks",
    "writing.anchors",
    "linking.anchor_redirects",
    "linking.permalinks",
    "linking.citation",
    "writing.summary",
    "linking.cards",
    "linking.head",
    "linking.sitemap_and_feed",
    "linking.not_found",
    "linking.inventory_names",
    "writing.handout",
    "writing.slides",
    "writing.glossary",
    "writing.prose",
    "writing.cells",
    "writing.page_errors",
    "writing.questions",
    "writing.asked",
    "writing.library",
    "theme.syntax",
    "theme.page_scripts",
    "theme.strip_markup",
    "theme.stylesheets",
    "theme.mathematics",
    "linking.search_index",
    "writing.papers",
    "writing.quality",
    "editions.extra_files",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up every part."""
    for part in PARTS:
        app.setup_extension(f"sitekit.{part}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}

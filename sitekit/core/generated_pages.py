"""Describe the generated pages, which have no source file."""

GENERATED_PAGES = {
    "404": "There is no page at this address. Search for what you were looking for.",
    "genindex": "Every word explained and every name of the library, from A to Z.",
    "py-modindex": "The modules of the library, and what each is for.",
    "search": "Search all pages of this site.",
}

"""Test that other Sphinx projects can link to short names in the published inventory."""

import re
import subprocess
import sys

import pytest
import yaml
from sphinx.util.inventory import InventoryFile

BASE = "https://sigma.example/"
PAGE = "docs/reference/link-in.md"


@pytest.fixture(scope="module")
def inventory(request):
    raw = (request.config.rootpath / "site/objects.inv").read_bytes()
    return InventoryFile.loads(raw, uri=BASE)


def names(inventory, kind):
    return {name: item.uri.removeprefix(BASE) for name, item in inventory.data[kind].items()}


def listed(root):
    return (root / "docs/links.txt").read_text("utf-8").splitlines()


def test_every_page_claim_exhibit_and_term_has_a_short_name(inventory, root):
    labels = names(inventory, "std:label")
    anchors = {address.partition("#")[2] for address in listed(root)}
    for kind in ("claim-", "exhibit-", "term-"):
        wanted = {anchor for anchor in anchors if anchor.startswith(kind)}
        assert len(wanted) > 40
        assert wanted <= labels.keys(), sorted(wanted - labels.keys())
    for page in root.glob("docs/explain/*.md"):
        assert labels[page.stem] == f"explain/{page.stem}.html"
    for page in root.glob("docs/questions/[!i]*.md"):
        assert labels[f"q-{page.stem}"] == f"questions/{page.stem}.html"


def test_every_short_name_leads_to_a_lasting_address(inventory, root):
    lasting = set(listed(root))
    for name, address in names(inventory, "std:label").items():
        if name.startswith(("claim-", "exhibit-", "term-", "q-")):
            assert address in lasting, name


def test_claims_and_exhibits_lead_to_the_page_they_were_made_for(inventory):
    labels = names(inventory, "std:label")
    assert labels["claim-half-at-zero"] == "explain/why-smoothness.html#claim-half-at-zero"
    exhibit = "exhibit-why-smoothness-error-landscape"
    assert labels[exhibit] == f"explain/why-smoothness.html#{exhibit}"


def test_a_small_project_links_in_as_the_page_says(root, tmp_path):
    """Every way of writing a link in our table resolves, in a project that knows the inventory."""
    table = (root / PAGE).read_text("utf-8")
    rows = re.findall(r"(?m)^\| [^|]+ \| `` (.+?) `` \| `(.+?)` \|$", table)
    assert len(rows) >= 6
    (tmp_path / "conf.py").write_text(
        "extensions = ['sphinx.ext.intersphinx', 'myst_parser']\n"
        f"intersphinx_mapping = {{'sigma': ({BASE!r}, {str(root / 'site/objects.inv')!r})}}\n"
    )
    here = "Here\n====\n\n.. toctree::\n\n   too\n\n"
    (tmp_path / "index.rst").write_text(here + "".join(f"{rst}\n\n" for rst, _ in rows))
    (tmp_path / "too.md").write_text("# There\n\n" + "".join(f"{myst}\n\n" for _, myst in rows))
    made = subprocess.run(
        [sys.executable, "-m", "sphinx", "-qnWEa", str(tmp_path), str(tmp_path / "out")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    for page in ("index", "too"):
        text = (tmp_path / f"out/{page}.html").read_text("utf-8")
        links = re.findall(rf'href="{BASE}([^"]+)"', text)
        assert len(links) == len(rows)
        for link in links:
            name, _, anchor = link.partition("#")
            there = (root / "site" / name).read_text("utf-8")
            assert not anchor or f'id="{anchor}"' in there


def test_the_citation_file_is_valid(root):
    """What the format asks for: https://github.com/citation-file-format."""
    said = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    assert said["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= said.keys()
    assert all(author.keys() & {"name", "family-names", "alias"} for author in said["authors"])
    assert said["type"] in ("software", "dataset")
    assert set(said["license"]) == {"BSD-3-Clause", "CC-BY-4.0"}
    project = (root / "pyproject.toml").read_text("utf-8")
    assert f'\nversion = "{said["version"]}"\n' in project
    known = {
        "abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi",
        "identifiers", "keywords", "license", "license-url", "message", "preferred-citation",
        "references", "repository", "repository-artifact", "repository-code", "title", "type",
        "url", "version",
    }  # fmt: skip
    assert said.keys() <= known

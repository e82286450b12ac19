"""Test the share block: citations, QR code and mail refer to the page; links have names."""

import html
import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from pybtex.database import parse_string

BASE = "https://sigma.example/deep"
DATA = {
    21: (16, 1),
    25: (28, 1),
    29: (44, 1),
    33: (64, 2),
    37: (86, 2),
    41: (108, 4),
}  # ISO 18004, M
MASKS = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, _: i % 2 == 0,
    lambda _, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: i * j % 2 + i * j % 3 == 0,
    lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2 == 0,
)


@pytest.fixture(scope="module")
def page(elsewhere):
    return (elsewhere[0] / "site/explain/tiny.html").read_text("utf-8")


@pytest.fixture(scope="module")
def block(page):
    (found,) = re.findall(r'<details class="share">.*?</details>', page, re.DOTALL)
    return found


def modules(svg):
    """Return the dark squares of a drawn code, and how many squares wide it is, border included."""
    x, y, dark = 0, 0, set()
    for order, numbers in re.findall(r"([Mmh])([-\d. ]+)", re.search(r' d="([^"]+)"', svg)[1]):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if order == "h":
            dark |= {(int(y), int(x) + step) for step in range(int(values[0]))}
            x += values[0]
        else:
            x, y = values if order == "M" else (x + values[0], y + values[1])
    return dark, int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])


def read_qr(dark, size):
    """Read the text in a code, as ISO 18004 lays it out, trusting that no square is damaged."""
    bits = [(8, j) in dark for j in (2, 3, 4)]  # which mask, itself masked by 101
    mask = MASKS[sum(bit << place for bit, place in zip(bits, (2, 1, 0), strict=True)) ^ 0b101]
    middle = size - 7

    def fixed(i, j):
        corner = (i < 9 and j < 9) or (i < 9 and j > size - 9) or (i > size - 9 and j < 9)
        aligned = size > 21 and abs(i - middle) < 3 and abs(j - middle) < 3
        return corner or aligned or 6 in (i, j)

    columns = [j for j in range(size - 1, 0, -2) if j > 6] + [5, 3, 1]
    stream = []
    for turn, right in enumerate(columns):
        rows = range(size) if turn % 2 else range(size - 1, -1, -1)
        places = [(i, j) for i in rows for j in (right, right - 1) if not fixed(i, j)]
        stream += [((i, j) in dark) ^ mask(i, j) for i, j in places]
    words = [
        int("".join(map(str, map(int, stream[k : k + 8]))), 2) for k in range(0, len(stream), 8)
    ]
    count, blocks = DATA[size]
    data = [words[k] for first in range(blocks) for k in range(first, count, blocks)]
    text = "".join(f"{word:08b}" for word in data)
    assert text[:4] == "0100", "a text of bytes"
    end = 12 + 8 * int(text[4:12], 2)
    return bytes(int(text[k : k + 8], 2) for k in range(12, end, 8)).decode()


def test_the_code_reads_as_the_page_and_has_its_quiet_border(block):
    dark, width = modules(block)
    assert min(min(place) for place in dark) == 4
    assert max(max(place) for place in dark) == width - 5
    read = read_qr({(i - 4, j - 4) for i, j in dark}, width - 8)
    assert read == f"{BASE}/explain/tiny.html"
    assert re.search(r'role="img" aria-label="QR code: [^"]+"', block)


def test_every_shared_page_of_the_site_has_its_own_code(root):
    pages = [*root.glob("site/explain/*.html"), *root.glob("site/questions/*.html")]
    assert len(pages) > 40
    for page in pages:
        text = page.read_text("utf-8")
        if page.name == "index.html":
            assert 'class="share"' not in text
            continue
        dark, width = modules(text.partition('class="share-qr"')[2])
        read = read_qr({(i - 4, j - 4) for i, j in dark}, width - 8)
        assert f'<link rel="canonical" href="{read}"' in text
        assert read.endswith(f"{page.parent.name}/{page.name}")


def test_both_citations_say_who_what_when_and_where(block, root):
    said = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    plain, bibtex = (
        html.unescape(text) for text in re.findall(r"<pre>(.*?)</pre>", block, re.DOTALL)
    )
    (entry,) = parse_string(bibtex, "bibtex").entries.values()
    released = said["date-released"]
    assert isinstance(released, date)
    assert entry.fields["title"] == "{What is small?}"
    assert entry.fields["url"] == f"{BASE}/explain/tiny.html"
    assert (int(entry.fields["year"]), int(entry.fields["month"])) == (
        released.year,
        released.month,
    )
    assert str(said["version"]) in entry.fields["howpublished"]
    assert str(entry.persons["author"][0]).strip("{}") == said["authors"][0]["name"]
    for part in ("What is small?", str(said["version"]), str(released.year), entry.fields["url"]):
        assert part in plain


def test_the_mail_begins_with_title_and_address(block):
    mail = urlsplit(html.unescape(re.search(r'href="(mailto:[^"]+)"', block)[1]))
    assert parse_qs(mail.query) == {
        "subject": ["What is small?"],
        "body": [f"{BASE}/explain/tiny.html"],
    }


def test_what_has_an_address_has_a_link_with_a_name_of_its_own(page):
    links = re.findall(r'<a class="headerlink[^"]*" href="#([^"]+)" aria-label="([^"]+)"', page)
    named = dict(links)
    assert named["top"] == "Link to “What is small?”"
    assert named["claim-doubles"].startswith("Link to the claim “")
    assert named["exhibit-tiny-double"].startswith("Link to the picture “")
    assert len(set(named.values())) == len(links)
    for anchor in named:
        assert f'id="{anchor}"' in page


def test_the_own_address_is_known_for_its_own(page, elsewhere):
    project, _ = elsewhere
    canonical = re.findall(r'<link rel="canonical" href="([^"]+)"', page)
    assert canonical == [f"{BASE}/explain/tiny.html"]
    project.edit("docs/explain/other.md", "Not much.", f"[Much]({BASE}/nowhere.html).")
    run = project.build(SITE_ADDRESS=BASE)
    project.edit("docs/explain/other.md", f"[Much]({BASE}/nowhere.html).", "Not much.")
    assert run.stderr.splitlines()[0].endswith("nowhere.html leads to no page")

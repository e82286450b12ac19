"""``{questions} topic``: list the question pages of a topic by number.

A question page is registered by ``number`` and ``topic`` in its header: they list it, add it to
the table of contents, and create its short address, ``q/<number>``.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from docutils import nodes
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sitekit.core import freshness
from sitekit.core.digests import digest
from sitekit.core.source_locations import find
from sitekit.core.suggest import unknown

logger = logging.getLogger(__name__)

FOLDER = "docs/questions"
LISTS = ("index", "asked")  # pages there that are no question
WANTED = "a question page needs a number of its own and a topic in its header, like `{}: {}`"


@dataclass(frozen=True)
class Question:
    """A question page: its file's stem, and number and topic from its header, if given."""

    page: str
    number: int | None
    topic: str | None


def read_questions(root: Path) -> list[Question]:
    """Return the question pages, sorted by number."""
    pages = (path for path in (root / FOLDER).glob("*.md") if path.stem not in LISTS)
    found = [_question(path.stem, path.read_text("utf-8")) for path in pages]
    return sorted(found, key=lambda each: (each.number or 0, each.page))


@cache  # the pages are read a dozen times in a build
def _question(page: str, text: str) -> Question:
    tokens = MarkdownIt("zero").use(front_matter_plugin).parse(text)
    header = next((token.content for token in tokens if token.type == "front_matter"), "")
    try:
        read = yaml.safe_load(header)
    except yaml.YAMLError:  # reported where headers are checked
        read = None
    said = read if isinstance(read, dict) else {}
    number = said.get("number")
    known = number if isinstance(number, int) and number > 0 else None
    return Question(page, known, said.get("topic"))


class Questions(SphinxDirective):
    """List the question pages of a topic."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a list of numbers and titles, and a hidden table of contents."""
        topic = self.arguments[0]
        freshness.note(self.env, "questions", topic)
        found = _of_topic(self.env.app, topic)
        if not found:
            raise self.error(f"questions: no page has the topic {topic!r}")
        links = "".join(f"- `/q/{each.number}` []({each.page}.md)\n" for each in found)
        pages = "\n".join(each.page for each in found)
        text = f"{links}\n```{{toctree}}\n:hidden:\n\n{pages}\n```\n"
        return self.parse_text_to_nodes(text)


def _of_topic(app: Sphinx, topic: str) -> list[Question]:
    return [each for each in read_questions(app.srcdir.parent) if each.topic == topic]


def _env_check_consistency(app: Sphinx, env: BuildEnvironment) -> None:
    """Report pages without a number or topic, with a number in use or an unlisted topic."""
    root, taken = app.srcdir.parent, dict[int, str]()
    topics = freshness.users(env, "questions")
    for each in read_questions(root):
        file = root / FOLDER / f"{each.page}.md"
        place = f"{file}:{find(file, 'number:')}"
        if each.number is None:
            logger.warning("%s", WANTED.format("number", 7), location=place)
        elif each.number in taken:
            wrong = "the number %s is that of %s.md already"
            logger.warning(wrong, each.number, taken[each.number], location=place)
        if each.topic is None:
            logger.warning("%s", WANTED.format("topic", "smooth"), location=place)
        elif each.topic not in topics:
            logger.warning(
                "%s", unknown("topic", each.topic, topics, f"{FOLDER}/index.md"), location=place
            )
        taken.setdefault(each.number or 0, each.page)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive; invalidate the index when the questions it lists change."""
    freshness.register("questions", lambda app, topic: digest(repr(_of_topic(app, topic))))
    app.add_directive("questions", Questions)
    app.connect("env-check-consistency", _env_check_consistency)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

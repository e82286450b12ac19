"""The gallery shows each picture in the reader's theme, and loads no other."""

import pytest


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_thumbnails_are_of_the_readers_theme(open_page, theme):
    page = open_page("gallery/index.html", color_scheme=theme)
    shown = page.locator(".sphx-glr-thumbcontainer img").locator("visible=true")
    assert shown.count() >= 3
    for picture in shown.all():
        picture.scroll_into_view_if_needed()
        assert picture.get_attribute("src").endswith(f"-{theme}.png")
        picture.evaluate("image => image.decode()")

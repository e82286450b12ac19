"""One interactive figure on its page, for tests of what all of them share."""

from fingers import middle

PAGE = "explain/why-the-derivative-is-simple.html"
NAME = "why-the-derivative-is-simple/height_times_headroom"
ANCHOR = "exhibit-why-the-derivative-is-simple-height-times-headroom"
KNOB = "height-times-headroom.z"
ALIVE = f"#{ANCHOR}.alive"
PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}


def figure(page):
    return page.locator(f"#{ANCHOR}")


def knob(page):
    return figure(page).locator("input[type=range]")


def says(page):
    return figure(page).locator(".says").inner_text()


def z(page):
    return float(knob(page).input_value())


def part(page, name):
    return page.locator(f"figure.interactive [data-part={name}]")


def marker(page, name="point"):
    return middle(part(page, name).locator("use").first)


def come_alive(page):
    figure(page).scroll_into_view_if_needed()
    page.wait_for_selector(ALIVE)


def show(page):
    """Bring the whole picture into the window, and wait until nothing moves any more."""
    come_alive(page)
    figure(page).locator(".stage").evaluate(
        "stage => stage.scrollIntoView({ block: 'center', behavior: 'instant' })"
    )
    page.wait_for_timeout(100)


def turn(page, value):
    knob(page).evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', "
        "{ bubbles: true })); }",
        str(value),
    )


def gallery_page(name):
    return f"gallery/{name.replace('/', '/plot_')}.html"

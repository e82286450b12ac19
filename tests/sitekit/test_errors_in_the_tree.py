"""Test that files and folders that cannot be sources are reported, and hang no build."""

import os


def test_each_is_named(tiny):
    (tiny / "docs/loop").symlink_to(".")
    os.mkfifo(tiny / "docs/explain/pipe.md")
    os.mkfifo(tiny / "gallery/tiny/plot_pipe.py")
    (tiny / "gallery/my page").mkdir()
    (tiny / "gallery/tiny/plot_my double.py").write_text("")
    (tiny / "gallery/plot_folder").mkdir()
    strange = os.fsencode(tiny / "docs/explain") + b"/\xff.md"
    os.close(os.open(strange, os.O_CREAT | os.O_WRONLY))
    before, run = tiny.site(), tiny.build()
    *lines, last = run.stderr.splitlines()
    assert sorted(lines) == [
        "docs/explain/pipe.md:1: neither a file nor a folder",
        "docs/explain/�.md:1: the name is not UTF-8",
        "docs/loop:1: a link to a folder that it is in",
        "gallery/my page:1: the name becomes an address, and may not hold a space",
        "gallery/plot_folder:1: a folder may not be called like a script",
        "gallery/tiny/plot_my double.py:1: the name becomes an address, and may not hold a space",
        "gallery/tiny/plot_pipe.py:1: neither a file nor a folder",
    ]
    assert last == "7 error(s); site/ is left as it was."
    assert tiny.site() == before


def test_what_is_wrong_in_the_configuration_is_named_at_its_line(tiny):
    tiny.edit("docs/conf.py", "", "\nx = (\n")
    tiny.told(("docs/conf.py", "x = (", "not Python: '(' was never closed"))
    tiny.edit("docs/conf.py", "\nx = (\n", "\nx = 1 / 0\n")
    tiny.told(("docs/conf.py", "x = 1 / 0", "ZeroDivisionError: division by zero"))

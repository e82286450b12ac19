"""Test that the record of inputs reports what is stale, and why."""

from sitekit.core.record import Record, difference

MADE = {"a.py": "1", "b.py": "2"}


def test_why_a_thing_is_out_of_date():
    assert difference(None, MADE) == "never made before"
    assert difference(MADE, MADE) == ""
    now = {"a.py": "9", "c.py": "3", "d.py": "4"}
    assert difference(MADE, now) == "a.py changed; c.py, d.py new; b.py no longer used"


def test_what_was_made_is_known_to_the_next_build(tmp_path):
    record = Record(tmp_path / "made_from.json")
    assert record.is_stale("figures", "x", MADE)
    record.renew("figures", "x", MADE)
    record.renew("figures", "old", MADE)
    record.keep("figures", {"x"})
    record.save()
    again = Record(tmp_path / "made_from.json")
    assert not again.is_stale("figures", "x", MADE)
    assert again.is_stale("figures", "old", MADE)
    assert again.is_stale("proofs", "x", MADE)
    assert again.explain() == ["figures: old: never made before", "proofs: x: never made before"]


def test_a_damaged_record_is_thrown_away(tmp_path):
    path = tmp_path / "made_from.json"
    for text in ("", '{"figures": {"x": ', "[]", '{"figures": 3}', '{"figures": {"x": 3}}'):
        path.write_text(text, "utf-8")
        assert Record(path).is_stale("figures", "x", MADE)

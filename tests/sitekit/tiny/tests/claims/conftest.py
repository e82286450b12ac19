"""Keep a list of the proofs that ran."""


def pytest_runtest_setup(item):
    with (item.config.rootpath / "build" / "proved").open("a") as proved:
        mark = item.get_closest_marker("claim") or item.get_closest_marker("derivation")
        proved.write(f"{mark.args[0]}\n")

"""Keep a list of the proofs that ran."""


def pytest_runtest_setup(item):
    with (item.config.rootpath / "build" / "proved").open("a") as proved:
        proved.write(f"{item.get_closest_marker('claim').args[0]}\n")

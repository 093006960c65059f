"""Names found by what a person types."""

import time

import pytest

from planner.answers.name_search import Findable, NameSearch, findable_records
from planner.exchange.register_json import read_register
from resources.sample import sample_register_path


@pytest.fixture(scope="module")
def names():
    return NameSearch(
        [
            Findable("command", "file.save", "Save"),
            Findable("provider", "p1", "Harbour Home Care Ltd"),
            Findable("provider", "p2", "Willow and Wren CIC"),
            Findable("service", "s1", "Home care for older people"),
            Findable("contract", "C-031", "Care at home, north"),
        ]
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("save", "file.save"),
        ("harb", "p1"),
        ("home care", "s1"),
        ("wren willow", "p2"),
        ("harbor home", "p1"),
        ("wilow and wren", "p2"),
        ("c-031", "C-031"),
    ],
)
def test_what_was_meant_comes_first(names, typed, first):
    assert names.search(typed)[0].key == first


def test_what_is_not_there_is_not_found(names):
    assert names.search("zzzzqqq") == []


def test_nothing_typed_gives_the_first_ones(names):
    assert [one.key for one in names.search("", limit=2)] == ["file.save", "p1"]


def test_records_of_the_sample_are_found_by_name_and_code():
    register = read_register(sample_register_path())
    search = NameSearch(findable_records(register))
    service = next(iter(register.services.values()))
    assert search.search(service.title)[0].key == service.id
    scenario = next(iter(register.scenarios.values()))
    assert search.search(scenario.id)[0].kind == "scenario"


def test_no_slice_of_a_hundred_thousand_names_takes_long():
    search = NameSearch(
        Findable("contract", f"C-{n}", f"Supported living lot {n} for district {n % 97}")
        for n in range(100_000)
    )
    slowest, begun = 0.0, time.perf_counter()
    for best in search.in_slices("suported livng"):
        slowest = max(slowest, time.perf_counter() - begun)
        begun = time.perf_counter()
    assert best
    assert slowest < 0.25  # 50 ms and less on a machine that has nothing else to do

"""Names found by what a person types."""

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


def test_a_hundred_thousand_names_are_searched_in_many_short_slices():
    search = NameSearch(
        Findable("contract", f"C-{n}", f"Supported living lot {n} for district {n % 97}")
        for n in range(100_000)
    )
    slices = list(search.in_slices("suported livng"))
    assert len(slices) >= 10
    assert slices[-1]

"""What a map shows: depth, selection, roll-ups, and that nobody is lost or counted twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dependence.draw_picture import MOST, draw_picture
from planner.dependence.picture import PEOPLE, PROVIDERS, SERVICES, SUPPLIERS
from planner.exchange.register_json import read_register
from resources.sample import sample_register_path
from tests.dependence.map_town import town

SAMPLE = read_register(sample_register_path())
HAVENMOOR = ("provider", "havenmoor")


def names(picture, column):
    return {box.name for box in picture.column(column)}


def test_one_step_shows_only_the_people_of_the_centre():
    picture = draw_picture(town(), ("provider", "alder"), 1)
    assert names(picture, SERVICES) == {"Home care", "Day centre"}
    assert names(picture, PROVIDERS) == {"Alder", "Cedar"}
    assert names(picture, SUPPLIERS) == {"Rota system"}
    home = picture.by_id["service home"]
    assert (home.amount, home.chosen, home.whole) == (60, 60, 100)


def test_two_steps_add_the_other_providers_of_its_services():
    picture = draw_picture(town(), ("provider", "alder"), 2)
    assert names(picture, PROVIDERS) == {"Alder", "Birch", "Cedar"}
    home = picture.by_id["service home"]
    assert (home.amount, home.chosen) == (100, 60)


def test_what_has_no_tie_to_the_centre_is_left_out_until_all_is_asked_for():
    assert "Advice" not in names(draw_picture(town(), ("provider", "alder"), 3), SERVICES)
    picture = draw_picture(town(), ("provider", "alder"), None, roll_up="never")
    assert "Advice" in names(picture, SERVICES)


def test_a_service_nobody_counted_is_not_known_and_never_nobody():
    picture = draw_picture(town(), ("service", "advice"), 1)
    assert picture.by_id["service advice"].whole is None
    (ribbon,) = picture.ribbons
    assert (ribbon.start, ribbon.end, ribbon.amount) == ("service advice", "provider dogwood", 0)


def test_the_selection_of_an_asset_is_everyone_behind_the_providers_that_lean_on_it():
    picture = draw_picture(town(), ("asset", "rota"), 2)
    assert sum(box.chosen for box in picture.column(PEOPLE)) == 70


def test_an_owner_stands_with_the_suppliers():
    picture = draw_picture(town(), ("provider", "birch"), 1)
    assert picture.by_id["provider grove"].column == SUPPLIERS
    (ribbon,) = [one for one in picture.ribbons if one.end == "provider grove"]
    assert (ribbon.amount, ribbon.is_chosen, ribbon.words) == (40, True, "owner")


def test_an_arrow_runs_from_who_fails_to_who_feels_it():
    (lean,) = draw_picture(town(), ("provider", "alder"), 1).leans
    assert (lean.start, lean.end, lean.label) == ("provider alder", "provider cedar", "staff, 60%")
    assert lean.is_chosen


def test_a_funder_leaves_out_what_others_pay_for():
    picture = draw_picture(town(), ("provider", "alder"), 1, funder="self")
    assert picture.by_id["provider alder"].amount == 10


def test_money_of_a_contract_is_shared_out_over_its_people():
    picture = draw_picture(town(), ("provider", "alder"), 1, measure="money")
    assert picture.by_id["people North"].amount == pytest.approx(600_000 * 50 / 60 + 50_000)
    assert picture.by_id["service home"].amount == 600_000


def test_a_group_of_people_can_be_the_centre():
    picture = draw_picture(town(), ("people", "complex"), 2, group_by="need")
    assert picture.by_id["people complex"].is_centre
    assert sum(box.chosen for box in picture.column(PROVIDERS)) == 10


def test_the_whole_stays_readable_and_never_hides_anyone():
    picture = draw_picture(SAMPLE, None, None)
    for column, most in MOST.items():
        assert len(picture.column(column)) <= most + 2
    everyone = sum(place.people or 0 for place in SAMPLE.places.values())
    for column in (PEOPLE, SERVICES, PROVIDERS):
        assert sum(box.amount for box in picture.column(column)) == everyone


def test_services_roll_up_by_class():
    picture = draw_picture(SAMPLE, None, None, roll_up="class")
    assert names(picture, SERVICES) == {"Must", "Needed", "Could"}


def test_never_rolled_up_shows_each_record_once():
    picture = draw_picture(SAMPLE, None, None, roll_up="never")
    assert len(picture.column(SERVICES)) == len(SAMPLE.services)
    members = [member for box in picture.boxes for member in box.members]
    assert len(members) == len(set(members))


def holds(picture):
    """Assert that ribbons sum to the boxes they join, for all and for the selection."""
    for box in picture.boxes:
        entering = [one for one in picture.ribbons if one.end == box.id]
        leaving = [one for one in picture.ribbons if one.start == box.id]
        if box.column in (SERVICES, PROVIDERS, SUPPLIERS):
            assert sum(one.amount for one in entering) == pytest.approx(box.amount)
            chosen = sum(one.amount for one in entering if one.is_chosen)
            assert chosen == pytest.approx(box.chosen)
        if box.column in (PEOPLE, SERVICES):
            assert sum(one.amount for one in leaving) == pytest.approx(box.amount)
    column_sums = [
        sum(box.amount for box in picture.column(column))
        for column in (PEOPLE, SERVICES, PROVIDERS)
    ]
    assert column_sums[0] == pytest.approx(column_sums[1])
    assert column_sums[1] == pytest.approx(column_sums[2])


CENTRES = [("provider", key) for key in SAMPLE.providers]
CENTRES += [("service", key) for key in SAMPLE.services]
CENTRES += [("asset", key) for key in SAMPLE.assets]


@settings(max_examples=25, deadline=None)
@given(
    centre=st.one_of(st.none(), st.sampled_from(CENTRES)),
    depth=st.sampled_from([1, 2, 3, None]),
    measure=st.sampled_from(["people", "money"]),
    group_by=st.sampled_from(["area", "need", "funder"]),
    funder=st.sampled_from([None, "council", "nhs"]),
    roll_up=st.sampled_from(["as needed", "class", "market", "never"]),
)
def test_ribbons_always_sum_to_their_boxes(centre, depth, measure, group_by, funder, roll_up):
    picture = draw_picture(
        SAMPLE,
        centre,
        depth,
        measure=measure,
        group_by=group_by,
        funder=funder,
        roll_up=roll_up,
    )
    holds(picture)


@settings(max_examples=20, deadline=None)
@given(centre=st.sampled_from(CENTRES), depth=st.sampled_from([1, 2, 3, None]))
def test_the_people_of_the_centre_are_all_there_and_counted_once(centre, depth):
    picture = draw_picture(SAMPLE, centre, depth)
    kind, key = centre
    if kind == "service":
        expected = SAMPLE.people_of_service(key) or 0
    else:
        providers = {key}
        if not SAMPLE.contracts_of_provider.get(key):
            links = SAMPLE.supply_links.values()
            providers = {one.downstream for one in links if one.upstream == key}
            providers |= {one.id for one in SAMPLE.providers.values() if one.parent == key}
        expected = sum(
            SAMPLE.people_of_contract(contract.id) or 0
            for provider in providers
            for contract in SAMPLE.contracts_of_provider.get(provider, ())
        )
        if depth == 1 and not SAMPLE.contracts_of_provider.get(key):
            return  # the services behind a supplier are two steps away
    assert sum(box.chosen for box in picture.column(PEOPLE)) == expected

"""The table of common services agrees with the national list, and suggestions fit."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from planner import fields
from planner.register.classes import LEAST_MATCH, common_services, is_lower, suggest

LISTS = "data/registers/lga_services_powers_duties"


@pytest.fixture(scope="module")
def mapped(shared) -> dict[str, set[str]]:
    """Return for each ESD number of the national list whether law requires or allows it."""
    with (shared / LISTS / "services.csv").open(encoding="utf-8-sig", newline="") as file:
        found: dict[str, set[str]] = {row["Identifier"]: set() for row in csv.DictReader(file)}
    links: defaultdict[str, set[str]] = defaultdict(set)
    path = shared / LISTS / "powersAndDuties_services.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            links[row["Mapped identifier"]].add(row["Mapping type"])
    return {number: links[number] for number in found}


def test_the_table_covers_the_common_services_of_all_three_classes():
    services = common_services()
    assert len(services) >= 160
    assert {service.class_ for service in services} == set(fields.CLASSES)
    titles = [service.title for service in services]
    assert len(titles) == len(set(titles))
    numbers = [service.esd_id for service in services if service.esd_id]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("service", common_services(), ids=lambda service: service.title)
def test_every_row_is_whole(service):
    assert service.statutory in ("duty", "power", "discretionary")
    assert 0 <= service.tolerable_days <= 365
    assert service.reason
    assert service.market
    if service.statutory == "duty":
        assert any(word in service.legal_basis for word in (" Act ", "Regulations", "Order"))


def test_every_number_is_in_the_national_list(mapped):
    for service in common_services():
        assert service.esd_id is None or service.esd_id in mapped, service.title


def test_a_duty_is_one_that_the_national_list_requires_too(mapped):
    checked = 0
    for service in common_services():
        known = mapped.get(service.esd_id or "", set())
        if service.statutory == "duty" and known:
            assert "requires" in known, service.title
            checked += 1
        wanted = {"duty": "requires", "power": "allows"}.get(service.statutory)
        assert service.listed == (wanted in known), service.title
    assert checked > 80


TITLES = [
    ("Home care", "Home care", "must"),
    ("Provision of Domiciliary Care Services", "Home care", "must"),
    ("Home Care - North", "Home care", "must"),
    ("Care homes", "Residential care for adults", "must"),
    ("Refuse collection", "Household waste collection", "must"),
    ("Leisure centres", "Leisure centres", "could"),
    ("Public libraries", "Libraries", "needed"),
    ("SEND transport", "Transport for special educational needs", "must"),
]


@pytest.mark.parametrize(("title", "service", "class_"), TITLES)
def test_a_title_finds_its_service(title, service, class_):
    found = suggest(title)
    assert found is not None
    assert (found.service.title, found.class_) == (service, class_)
    assert found.match >= LEAST_MATCH


@pytest.mark.parametrize(
    "title", ["", "Services", "Zebra racing", "Fuel poverty advice", "Business services", "X1"]
)
def test_a_title_that_fits_nothing_gets_no_suggestion(title):
    assert suggest(title) is None


def test_a_national_number_decides_before_the_title():
    found = suggest("Our own name for it", esd_id="242")
    assert found is not None
    assert found.service.title == "Home care"
    assert found.match == 100


def test_of_two_near_matches_the_market_decides():
    assert suggest("Short breaks").service.title == "Respite care for adults"
    with_market = suggest("Short breaks", market="Children's care")
    assert with_market.service.title == "Respite care for disabled children"


def test_a_suggestion_says_why_and_how_sure_it_is():
    sure = suggest("Temporary duty after a care provider's business failure")
    unsure = suggest("Home care")
    assert "the council has a duty (Care Act 2014 s.48)." in sure.why
    assert "(Care Act 2014 s.18; check the section)." in unsure.why
    assert sure.tolerable_days == 0


def test_classes_rank_must_above_needed_above_could():
    assert is_lower("could", "needed")
    assert is_lower("needed", "must")
    assert not is_lower("must", "could")
    assert not is_lower("must", "must")

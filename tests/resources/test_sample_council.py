"""The sample council: complete, the same each time, readable, and naming nobody real."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner import fields
from planner.exchange.register_json import read_register
from planner.register.register import Register
from resources.sample import make, sample_register_path
from resources.sample.people import OUT_OF_AREA, WARDS, in_whole_people

TODAY = date(2026, 11, 21)
DRAMA_NUMBERS = re.compile(r"01632 960\d{3}|07700 900\d{3}|020 7946 0\d{3}")


@pytest.fixture(scope="module")
def sample() -> Register:
    return read_register(sample_register_path())


def test_making_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    again = make.main(tmp_path / "again.json")
    assert again.read_bytes() == sample_register_path().read_bytes()


def test_it_reads_back_as_it_was_made(sample: Register) -> None:
    made = make.sample_register()
    assert sample.council == made.council
    for kind in fields.KINDS:
        assert dict(sample.of_kind(kind.name)) == dict(made.of_kind(kind.name)), kind.name


def test_it_holds_what_a_unitary_authority_holds(sample: Register) -> None:
    assert 55 <= len(sample.services) <= 70
    assert len(sample.providers) == 140
    assert len(sample.contracts) == 240
    assert len(sample.assets) == 15
    assert len(sample.reserves) == 4
    assert len(sample.pools) == 10
    assert len(sample.warning_signs) >= 80
    assert len(sample.options) >= 110
    assert len(sample.scenarios) == 12


def test_every_class_sector_kind_regime_need_and_funder_is_there(sample: Register) -> None:
    assert {service.class_ for service in sample.services.values()} == set(fields.CLASSES)
    assert {provider.sector for provider in sample.providers.values()} == set(fields.SECTORS)
    assert {provider.reach for provider in sample.providers.values()} == set(fields.REACHES)
    contracts = sample.contracts.values()
    assert {contract.kind for contract in contracts} == set(fields.CONTRACT_KINDS)
    assert {contract.regime for contract in contracts} == {*fields.REGIMES, None}
    assert {place.need for place in sample.places.values()} == set(fields.NEEDS)
    assert {place.funder for place in sample.places.values()} == set(fields.FUNDERS)
    assert {place.area for place in sample.places.values()} == {*WARDS, OUT_OF_AREA}
    assert {option.route for option in sample.options.values()} >= {
        "vary_existing",
        "step_in",
        "takeover",
        "novation",
        "interim_provider",
        "neighbour_council",
        "in_house",
        "direct_payment",
    }


def test_permissions_are_mixed_yes_no_and_not_known(sample: Register) -> None:
    bought = [one for one in sample.contracts.values() if one.kind != "in_house"]
    for name in ("step_in_right", "novation_allowed", "in_house_allowed", "data_return"):
        counted = Counter(getattr(contract, name) for contract in bought)
        assert set(counted) == {True, False, None}, name
        assert min(counted.values()) >= 10, name


def test_people_are_known_for_every_must_service(sample: Register) -> None:
    for service in sample.services.values():
        if service.class_ == "must":
            assert sample.people_of_service(service.id), service.id
            assert service.mtpd_days, service.id
            assert service.legal_basis, service.id
            assert service.class_reason, service.id


def test_some_things_are_honestly_not_known(sample: Register) -> None:
    assert any(sample.people_of_service(service) is None for service in sample.services)
    assert any(service.mtpd_days is None for service in sample.services.values())
    assert any(provider.company_number is None for provider in sample.providers.values())


def test_rules_fit_the_day_a_contract_started(sample: Register) -> None:
    for contract in sample.contracts.values():
        if contract.regime == "pa2023":
            assert contract.start
            assert contract.start >= date(2025, 2, 24)
        if contract.regime == "pcr2015":
            assert contract.start
            assert contract.start < date(2025, 9, 1)
        if contract.kind == "grant":
            assert contract.regime == "grant"
        assert contract.start is None or contract.start <= TODAY
        assert contract.end is None or contract.end > TODAY


def test_values_follow_the_people_the_council_pays_for(sample: Register) -> None:
    prices = {"home-care": 37.58, "nursing-care": 155.57, "childrens-homes": 872.33}
    for service, price in prices.items():
        for contract in sample.contracts_of_service[service]:
            paid_for = sum(
                place.people or 0
                for place in sample.places_of_contract[contract.id]
                if place.funder == "council"
            )
            assert contract.annual_value == pytest.approx(paid_for * price * 365, rel=0.06)


def test_every_provider_has_a_part_to_play(sample: Register) -> None:
    busy = {contract.provider for contract in sample.contracts.values()}
    for link in sample.supply_links.values():
        busy |= {link.upstream, link.downstream}
    busy |= {option.supplier for option in sample.options.values() if option.supplier}
    busy |= {asset.owner for asset in sample.assets.values() if asset.owner}
    assert set(sample.providers) <= busy


def test_parents_and_parent_links_agree(sample: Register) -> None:
    owned = {(p.parent, p.id) for p in sample.providers.values() if p.parent}
    links = {
        (link.upstream, link.downstream)
        for link in sample.supply_links.values()
        if link.kind == "parent"
    }
    assert owned == links


def test_telephone_numbers_are_those_kept_for_drama(sample: Register) -> None:
    for contact in sample.contacts.values():
        for number in (contact.phone_day, contact.phone_night):
            assert number is None or DRAMA_NUMBERS.fullmatch(number), contact.id
        assert contact.email
        assert contact.email.endswith("@example.org")
        assert contact.name is None


def test_company_and_charity_numbers_cannot_exist(sample: Register) -> None:
    for provider in sample.providers.values():
        assert provider.company_number is None or re.fullmatch(r"99\d{6}", provider.company_number)
        assert provider.charity_number is None or re.fullmatch(r"99\d{5}", provider.charity_number)


def test_no_name_is_that_of_a_real_organisation(sample: Register, shared: Path) -> None:
    real = set(_real_names(shared / "data"))
    assert len(real) > 10_000
    names = [provider.name for provider in sample.providers.values()]
    assert [name for name in names if _plain(name) in real] == []


def test_every_story_is_told(sample: Register) -> None:
    told = (sample_register_path().with_name("STORIES.md")).read_text(encoding="utf-8")
    for scenario in sample.scenarios.values():
        assert f"## {scenario.id}: {scenario.title}\n" in told


@pytest.mark.parametrize(("people", "shares"), [(7, [0.5, 0.5]), (1, [0.3, 0.3, 0.4]), (0, [1.0])])
def test_people_are_split_whole_and_none_is_lost(people: int, shares: list[float]) -> None:
    parts = in_whole_people(people, shares)
    assert sum(parts) == people
    exact = [people * share for share in shares]
    assert all(abs(part - share) < 1 for part, share in zip(parts, exact, strict=True))


def _plain(name: str) -> str:
    words = re.sub(r"[^a-z0-9]+", " ", name.lower().replace("&", " and ")).split()
    return " ".join(word for word in words if word not in ("ltd", "limited", "plc", "llp", "the"))


def _real_names(data: Path) -> Iterator[str]:
    tables = [
        data / "registers/companies_house/companies.csv",
        data / "registers/ofsted/provider_at_march_2025.csv",
        data / "registers/ofsted/provider_at_march_2021.csv",
        *sorted((data / "registers/edinburgh").glob("*are*.csv")),
        *sorted((data / "registers/giving360").glob("*grants.csv")),
        *sorted((data / "contracts").rglob("*.csv")),
        *sorted((data / "failure_events").rglob("*.csv")),
    ]
    for table in tables:
        text = table.read_text(encoding="utf-8", errors="replace")
        for row in csv.reader(text.splitlines()):
            yield from (_plain(cell) for cell in row if 4 < len(cell) < 120)
    for document in sorted((data / "contracts").rglob("*.json")):
        yield from _texts(json.loads(document.read_text(encoding="utf-8")))
    network = data / "networks/lancashire_shared_suppliers/supplier_index.json"
    yield from _texts(json.loads(network.read_text(encoding="utf-8")))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if 4 < len(value) < 120:
            yield _plain(value)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield _plain(key)
            yield from _texts(part)

"""Each check of register health finds its problem and leads to the place to mend it."""

from __future__ import annotations

import dataclasses

import pytest

from planner.register.checks import CHECKS, check, name_of
from planner.register.records import (
    Action,
    Council,
    Pool,
    Provider,
    Review,
    Service,
    SupplyLink,
    WarningSign,
)
from tests.register.healthy import HEALTHY, TODAY, adding, changed, days, without
from tests.register.spend_cases import SPEND_FITTING, SPEND_SPOILERS

SERVICE = [
    ("services without a provider", adding(Service("S2", "Libraries", "could")), "S2", ""),
    ("services without a class", changed("service", "S1", class_=None), "S1", "class"),
    (
        "services classed below the law without a reason",
        changed("service", "S1", class_="could"),
        "S1",
        "class_reason",
    ),
    (
        "must services without a legal basis",
        changed("service", "S1", legal_basis=None),
        "S1",
        "legal_basis",
    ),
    (
        "services without a tolerable period",
        changed("service", "S1", mtpd_days=None),
        "S1",
        "mtpd_days",
    ),
    ("targets after the tolerable period", changed("service", "S1", rto_days=2), "S1", "rto_days"),
    ("must services without a minimum level", changed("service", "S1", mbco=None), "S1", "mbco"),
    (
        "must services not said to be regulated or not",
        changed("service", "S1", regulated=None),
        "S1",
        "regulated",
    ),
    (
        "only council funded people entered",
        without("place", "C1/North/complex/self"),
        "S1",
        "",
    ),
    ("services without an option", without("option"), "S1", ""),
    (
        "people no option can serve",
        lambda register: changed("option", "O2", needs=("standard",))(
            changed("option", "O1", needs=("standard",))(register)
        ),
        "S1",
        "",
    ),
    ("services without a market", changed("service", "S1", market=None), "S1", "market"),
    ("services without an owner", changed("service", "S1", owner=None), "S1", "owner"),
]

CONTRACT = [
    ("contracts without people", without("place"), ""),
    ("contracts without an annual value", {"annual_value": None}, "annual_value"),
    (
        "contracts sharing an award without a value of their own",
        {"annual_value": None, "award_shared_by": 3, "total_value": 9e6},
        "annual_value",
    ),
    ("contracts that have ended", {"end": days(-1)}, "end"),
    (
        "contracts that may have been extended",
        {"end": days(-1), "extension_to": days(0)},
        "end",
    ),
    ("contracts ending within their notice", {"end": days(179)}, "end"),
    ("contracts without an end", {"end": None}, "end"),
    (
        "contracts without the provider notice",
        {"notice_days_provider": None},
        "notice_days_provider",
    ),
    ("contracts without procurement rules", {"regime": None}, "regime"),
    (
        "procurement rules that contradict the contract",
        {"start": TODAY.replace(year=2025, month=2, day=23)},
        "regime",
    ),
    ("procurement rules that contradict the contract", {"kind": "grant"}, "regime"),
    ("contracts not said to be light touch or not", {"light_touch": None}, "light_touch"),
    ("clauses not known", {"novation_allowed": None}, "novation_allowed"),
    ("must contracts without a fresh exit plan", {"exit_plan_date": None}, "exit_plan_date"),
    ("must contracts without a fresh exit plan", {"exit_plan_date": days(-366)}, "exit_plan_date"),
    ("must contracts without return of records", {"data_return": None}, "data_return"),
    ("must contracts without staff numbers", {"tupe_staff": None}, "tupe_staff"),
    ("guarantees by the own parent", {"guarantee_by": "goldcrest holdings"}, "guarantee_by"),
    ("large contracts without a bond", {"bond_amount": None}, "bond_amount"),
    ("in house contracts with outside providers", {"kind": "in_house"}, "kind"),
]

PROVIDER = [
    ("providers without known cash", {"cash_days": None}, "cash_days"),
    ("providers without a turnover", {"turnover": None}, "turnover"),
    ("turnovers below the value of contracts", {"turnover": 1e6}, "turnover"),
    ("must providers never assessed", without("warning_sign"), ""),
    (
        "must providers never assessed",
        changed("warning_sign", f"A/{days(-20)}/Accounts", rating=None),
        "",
    ),
    (
        "must providers not assessed lately",
        changed("warning_sign", f"A/{days(-20)}/Accounts", date=days(-184)),
        "",
    ),
    ("providers sure not to fail", {"failure_probability": 0.0}, "failure_probability"),
    ("providers without a sector", {"sector": None}, "sector"),
    ("must providers without a contact", without("contact", "K1"), "contacts"),
    ("children without a parent link", without("supply_link", "G/A/parent/"), "parent"),
]

ELSEWHERE = [
    (
        "warning signs dated ahead",
        adding(WarningSign("A", days(1), "Accounts", 1)),
        ("warning_sign", f"A/{days(1)}/Accounts", "date"),
    ),
    (
        "must provider contacts without a number",
        changed("contact", "K1", phone_day=None),
        ("contact", "K1", "phone_day"),
    ),
    (
        "providers with one company number",
        lambda register: changed("provider", "B", company_number=" 1234567")(
            changed("provider", "A", company_number="01234567")(register)
        ),
        ("provider", "B", "company_number"),
    ),
    (
        "providers with nearly one name",
        changed("provider", "B", name="The Alder Home-care Ltd"),
        ("provider", "B", "name"),
    ),
    (
        "providers that nothing depends on",
        adding(Provider("Z", "Zephyr", "vcse", turnover=1.0, cash_days=9.0)),
        ("provider", "Z", ""),
    ),
    (
        "links without a share",
        changed("supply_link", "B/A/partial/", share=None),
        ("supply_link", "B/A/partial/", "share"),
    ),
    (
        "essential links never replaced",
        changed("supply_link", "Y/A/essential/", replace_days=None),
        ("supply_link", "Y/A/essential/", "replace_days"),
    ),
    (
        "links between providers without an income share",
        changed("supply_link", "B/A/partial/", income_share=None),
        ("supply_link", "B/A/partial/", "income_share"),
    ),
    (
        "income shares of a supplier over the whole",
        adding(SupplyLink("B", "G", "partial", share=0.1, income_share=0.8)),
        ("provider", "B", ""),
    ),
    (
        "shares of links over the whole",
        adding(SupplyLink("G", "A", "partial", share=0.9, income_share=0.1)),
        ("provider", "A", ""),
    ),
    (
        "shares of links over the whole",
        adding(
            *[
                SupplyLink(up, "A", "essential", "staff", share=0.6, replace_days=1, income_share=0)
                for up in ("B", "G")
            ]
        ),
        ("provider", "A", ""),
    ),
    (
        "parent links that contradict the owner",
        changed("provider", "A", parent=None),
        ("supply_link", "G/A/parent/", "upstream"),
    ),
    (
        "providers leaning on assets of their own",
        changed("asset", "Y", owner="A", access_right=False),
        ("supply_link", "Y/A/essential/", "upstream"),
    ),
    (
        "assets leaned on without a known right of access",
        changed("asset", "Y", access_right=None),
        ("asset", "Y", "access_right"),
    ),
    (
        "options without a capacity",
        changed("option", "O1", capacity=None),
        ("option", "O1", "capacity"),
    ),
    (
        "options without days to start",
        changed("option", "O1", mobilise_days=None),
        ("option", "O1", "mobilise_days"),
    ),
    (
        "options without a cost",
        changed("option", "O1", unit_cost_day=None),
        ("option", "O1", "unit_cost_day"),
    ),
    (
        "options blocked by a missing clause",
        changed("contract", "C1", step_in_right=False),
        ("contract", "C1", "step_in_right"),
    ),
    (
        "options blocked by a missing agreement",
        changed("option", "O1", route="mutual_aid"),
        ("option", "O1", "agreed"),
    ),
    (
        "options supplied by the provider they replace",
        changed("option", "O1", supplier="A"),
        ("option", "O1", "supplier"),
    ),
    (
        "options for areas where nobody lives",
        changed("option", "O1", areas=("Norht",)),
        ("option", "O1", "areas"),
    ),
    (
        "options for a contract of another service",
        lambda register: changed("option", "O1", service="S2", for_contract="C1")(
            adding(Service("S2", "Libraries", "could"))(register)
        ),
        ("option", "O1", "for_contract"),
    ),
    (
        "pools without a capacity",
        changed("pool", "P1", capacity=None),
        ("pool", "P1", "capacity"),
    ),
    (
        "pools smaller than an option",
        changed("pool", "P1", capacity=59.0),
        ("pool", "P1", "capacity"),
    ),
    ("pools without options", adding(Pool("P2", "Vans", 9.0)), ("pool", "P2", "")),
    (
        "reserves without an amount",
        changed("reserve", "R1", amount=None),
        ("reserve", "R1", "amount"),
    ),
    ("no reserve at all", without("reserve"), ("reserve", "", "")),
    (
        "council without a budget",
        lambda register: dataclasses.replace(register, council=Council("Northwick")),
        ("council", "", "budget_annual"),
    ),
    ("nobody to ring at the council", without("contact", "K2"), ("contact", "", "")),
    (
        "reviews overdue",
        adding(Review("V1", "provider", "A", due=days(-1))),
        ("review", "V1", "due"),
    ),
    ("actions overdue", adding(Action("T1", "Sign it", due=days(-1))), ("action", "T1", "due")),
    *SPEND_SPOILERS,
]


def spoilers():
    """Return (name of the check, way to spoil the register, place the finding leads to)."""
    for name, spoil, key, field in SERVICE:
        yield name, spoil, ("service", key, field)
    for kind, key, rows in (("contract", "C1", CONTRACT), ("provider", "A", PROVIDER)):
        for name, spoil, field in rows:
            way = changed(kind, key, **spoil) if isinstance(spoil, dict) else spoil
            yield name, way, (kind, key, field)
    yield from ELSEWHERE


SPOILERS = list(spoilers())


def test_a_register_in_perfect_health_has_no_findings():
    assert check(HEALTHY, TODAY) == []


@pytest.mark.parametrize(("name", "spoil", "place"), SPOILERS, ids=[row[0] for row in SPOILERS])
def test_a_spoilt_fact_is_found_where_it_stands(name, spoil, place):
    found = [finding for finding in check(spoil(HEALTHY), TODAY) if finding.name == name]
    assert [(one.kind, one.key, one.field) for one in found] == [place]
    (finding,) = found
    assert finding.weight > 0
    assert finding.sentence[0].isupper() or finding.sentence[0] == "“"
    assert finding.sentence.endswith(".")
    assert finding.mend[0].isupper()
    assert finding.mend.endswith(".")


def test_every_check_is_shown_to_find_its_problem():
    assert {name_of(one) for one in CHECKS} == {name for name, _, _ in SPOILERS}
    assert len(CHECKS) >= 24


FITTING = [
    *SPEND_FITTING,
    ("turnovers below the value of contracts", changed("provider", "A", turnover=1.99e6)),
    ("contracts that have ended", changed("contract", "C1", end=TODAY)),
    ("contracts ending within their notice", changed("contract", "C1", end=days(180))),
    (
        "procurement rules that contradict the contract",
        changed("contract", "C1", start=TODAY.replace(year=2025, month=2, day=24)),
    ),
    (
        "large contracts without a bond",
        changed("contract", "C1", annual_value=1e6, bond_amount=None),
    ),
    (
        "must contracts without a fresh exit plan",
        changed("contract", "C1", exit_plan_date=days(-365)),
    ),
    (
        "must providers not assessed lately",
        changed("warning_sign", f"A/{days(-20)}/Accounts", date=days(-183)),
    ),
    (
        "must providers never assessed",
        lambda register: changed("provider", "A", failure_probability=0.02)(
            without("warning_sign")(register)
        ),
    ),
    (
        "services classed below the law without a reason",
        changed("service", "S1", class_="could", class_reason="A neighbour covers it"),
    ),
    ("only council funded people entered", changed("service", "S1", regulated=False)),
    (
        "services without an option",
        lambda r: changed("service", "S1", class_="could")(without("option")(r)),
    ),
    ("options for areas where nobody lives", changed("option", "O1", areas=("North",))),
    (
        "options blocked by a missing agreement",
        changed("option", "O1", route="mutual_aid", agreed=True),
    ),
    ("reviews overdue", adding(Review("V1", "provider", "A", due=days(-1), done_on=days(-2)))),
    (
        "providers with nearly one name",
        adding(
            Provider("H1", "Hawthorn House 1", "sme", turnover=1.0, cash_days=1.0),
            Provider("H2", "Hawthorn House 2", "sme", turnover=1.0, cash_days=1.0),
        ),
    ),
    (
        "income shares of a supplier over the whole",
        changed("supply_link", "B/A/partial/", income_share=1.0),
    ),
]


@pytest.mark.parametrize(("name", "spoil"), FITTING, ids=[row[0] for row in FITTING])
def test_what_is_just_in_order_is_not_found(name, spoil):
    assert name not in {finding.name for finding in check(spoil(HEALTHY), TODAY)}


def test_a_misspelt_area_is_shown_with_the_one_it_may_be():
    spoilt = changed("option", "O1", areas=("Norht",))(HEALTHY)
    (finding,) = [one for one in check(spoilt, TODAY) if "areas" in one.name]
    assert finding.sentence == (
        "The option O1 (spot purchase for Home care) serves Norht, where no people are entered."
    )
    assert finding.mend == "Perhaps North is meant."


def test_a_service_without_a_class_is_told_what_is_usual():
    (finding,) = [
        one
        for one in check(changed("service", "S1", class_=None)(HEALTHY), TODAY)
        if one.name == "services without a class"
    ]
    assert finding.mend.endswith("Home care is usually must (Care Act 2014 s.18).")

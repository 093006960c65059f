"""Ratios by hand at and beside every edge; a blank figure is never zero."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from planner.dependence.ratios import (
    family_risk,
    family_signs,
    latest_accounts,
    ratio_rules,
    ratio_source,
    ratios_of,
)
from planner.register.records import Accounts, Contract, Council, Provider, Service
from planner.register.register import Register

YEAR = datetime.date(2026, 3, 31)
FULL = Accounts(
    "P", YEAR, turnover=4_000.0, operating_profit=480.0, net_debt=1_000.0, free_cash_flow=200.0,
    ebitda=500.0, pension_deficit=100.0, net_interest_paid=100.0, current_assets=900.0,
    stock=100.0, current_liabilities=1_000.0, net_assets=50.0, group_exposure=100.0,
    gross_assets=2_000.0,
)  # fmt: skip


def register_of(*values: float | None) -> Register:
    contracts = [
        Contract(f"C{n}", f"C{n}", "S", "P", annual_value=value) for n, value in enumerate(values)
    ]
    return Register.build(Council("A"), [Service("S", "S"), Provider("P", "P"), *contracts])


def ratio(
    name: str, accounts: Accounts = FULL, register: Register | None = None, **changed: object
):
    accounts = dataclasses.replace(accounts, **changed)
    found = ratios_of(register or register_of(1_000.0), accounts)
    return next(one for one in found if one.rule.name == name)


def test_all_nine_of_a_full_year() -> None:
    found = {one.rule.name: (one.value, one.risk) for one in ratios_of(register_of(1_000.0), FULL)}
    assert found == {
        "turnover_to_contract": (4.0, "low"),
        "operating_margin": (0.12, "low"),
        "cash_flow_to_debt": (0.2, "low"),
        "debt_to_ebitda": (2.0, "low"),
        "debt_and_pension_to_ebitda": (2.2, "low"),
        "interest_cover": (4.8, "low"),
        "acid_ratio": (0.8, "medium"),
        "net_assets": (50.0, "low"),
        "group_exposure": (0.05, "low"),
    }
    shown = ratio("acid_ratio").arithmetic
    assert shown == "(£900 − £100) ÷ £1,000 = 0.80"  # noqa: RUF001


@pytest.mark.parametrize(
    ("name", "changed", "risk"),
    [
        ("turnover_to_contract", {"turnover": 1_499.0}, "high"),
        ("turnover_to_contract", {"turnover": 1_500.0}, "medium"),
        ("turnover_to_contract", {"turnover": 2_000.0}, "medium"),
        ("turnover_to_contract", {"turnover": 2_001.0}, "low"),
        ("operating_margin", {"operating_profit": 199.0}, "high"),
        ("operating_margin", {"operating_profit": 200.0}, "medium"),
        ("operating_margin", {"operating_profit": 401.0}, "low"),
        ("operating_margin", {"operating_profit": -1.0}, "high"),
        ("cash_flow_to_debt", {"free_cash_flow": 49.0}, "high"),
        ("cash_flow_to_debt", {"free_cash_flow": 150.0}, "medium"),
        ("cash_flow_to_debt", {"net_debt": -5.0}, "low"),
        ("debt_to_ebitda", {"net_debt": 2_501.0}, "high"),
        ("debt_to_ebitda", {"net_debt": 2_500.0}, "medium"),
        ("debt_to_ebitda", {"net_debt": 1_750.0}, "medium"),
        ("debt_to_ebitda", {"ebitda": 0.0}, "high"),
        ("debt_to_ebitda", {"ebitda": -1.0}, "high"),
        ("debt_to_ebitda", {"ebitda": -1.0, "net_debt": 0.0}, "low"),
        ("debt_and_pension_to_ebitda", {"pension_deficit": 2_501.0}, "high"),
        ("debt_and_pension_to_ebitda", {"pension_deficit": 2_500.0}, "medium"),
        ("interest_cover", {"net_interest_paid": 161.0}, "high"),
        ("interest_cover", {"net_interest_paid": 160.0}, "medium"),
        ("interest_cover", {"net_interest_paid": 0.0}, "low"),
        ("acid_ratio", {"stock": 101.0}, "high"),
        ("acid_ratio", {"stock": 0.0, "current_assets": 1_001.0}, "low"),
        ("acid_ratio", {"current_liabilities": 0.0}, "low"),
        ("net_assets", {"net_assets": -1.0}, "high"),
        ("net_assets", {"net_assets": 0.0}, "high"),
        ("group_exposure", {"group_exposure": 1_001.0}, "high"),
        ("group_exposure", {"group_exposure": 1_000.0}, "medium"),
        ("group_exposure", {"group_exposure": 499.0}, "low"),
    ],
)
def test_edges(name: str, changed: dict[str, float], risk: str) -> None:
    assert ratio(name, **changed).risk == risk


NEEDS = {
    "turnover_to_contract": ("turnover",),
    "operating_margin": ("operating_profit", "turnover"),
    "cash_flow_to_debt": ("free_cash_flow", "net_debt"),
    "debt_to_ebitda": ("net_debt", "ebitda"),
    "debt_and_pension_to_ebitda": ("net_debt", "pension_deficit", "ebitda"),
    "interest_cover": ("operating_profit", "net_interest_paid"),
    "acid_ratio": ("current_assets", "stock", "current_liabilities"),
    "net_assets": ("net_assets",),
    "group_exposure": ("group_exposure", "gross_assets"),
}


@pytest.mark.parametrize(
    ("name", "blank"), [(name, blank) for name, needs in NEEDS.items() for blank in needs]
)
def test_a_blank_figure_is_never_zero(name: str, blank: str) -> None:
    found = ratio(name, **{blank: None})
    assert (found.value, found.risk) == (None, None)
    assert found.arithmetic.startswith("Not known: ")
    assert set(NEEDS) == {rule.name for rule in ratio_rules()}


def test_a_contract_without_a_value_leaves_only_high_certain() -> None:
    register = register_of(1_000.0, None)
    unsure = ratio("turnover_to_contract", register=register)
    assert unsure.risk is None
    assert "at most" in unsure.arithmetic
    assert ratio("turnover_to_contract", register=register, turnover=1_400.0).risk == "high"
    assert ratio("turnover_to_contract", register=register_of(None)).risk is None


def test_the_worst_of_a_family_makes_its_sign() -> None:
    ratios = ratios_of(register_of(1_000.0), dataclasses.replace(FULL, net_interest_paid=170.0))
    assert family_risk(ratios, "debt") == "high"
    signs = {family.name: rated for family, rated, _ in family_signs(ratios)}
    assert signs == {"earnings": 0, "debt": 2, "liquidity": 1, "worth": 0, "group": 0}
    nothing = ratios_of(register_of(), Accounts("P", YEAR))
    assert not list(family_signs(nothing))


def test_the_latest_year_that_has_ended_and_still_counts() -> None:
    rows = [Accounts("P", YEAR), Accounts("P", YEAR.replace(year=2025))]
    register = Register.build(Council("A"), [Provider("P", "P"), *rows])
    assert latest_accounts(register, YEAR)["P"].year_end == YEAR
    before = YEAR - datetime.timedelta(days=1)
    assert latest_accounts(register, before)["P"].year_end == YEAR.replace(year=2025)
    assert not latest_accounts(register, YEAR + datetime.timedelta(days=641))


def test_the_edges_say_that_they_are_still_to_be_verified() -> None:
    _, verified, _ = ratio_source()
    assert not verified

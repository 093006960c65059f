"""Financial ratios of a provider's accounts, each with its risk word and the arithmetic shown."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planner.dependence.indicators import table
from planner.register.records import Accounts
from planner.register.register import Register

RISK_RATINGS: Mapping[str, int] = MappingProxyType({"low": 0, "medium": 1, "high": 2})
"""The rating that the worst ratio of a family gives its computed sign."""


@dataclass(frozen=True, slots=True)
class RatioRule:
    """One ratio's edges. `good` is "above" or "below"; values from `high` to `low` are medium."""

    name: str
    label: str
    family: str
    good: str
    high: float
    low: float
    unit: str

    def risk(self, value: float) -> str:
        """Return "high", "medium" or "low"; a ratio with one edge knows no medium."""
        if self.high == self.low:
            return "low" if value > self.low else "high"
        if self.good == "above":
            return "high" if value < self.high else "low" if value > self.low else "medium"
        return "high" if value > self.high else "low" if value < self.low else "medium"


@dataclass(frozen=True, slots=True)
class Family:
    """Ratios that tell of one weakness, and the weight of the sign they make together."""

    name: str
    label: str
    weight: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """One ratio of one year's accounts.

    `value` is None where the figures do not allow it or the ratio has no meaning; `risk` is then
    None too, unless the figures settle it all the same (no debt: low). `arithmetic` says how it
    comes about, or what is missing.
    """

    rule: RatioRule
    value: float | None
    risk: str | None
    arithmetic: str


@functools.cache
def ratio_rules() -> tuple[RatioRule, ...]:
    """Return the ratios and their edges, in the order of their table."""
    return tuple(RatioRule(**row) for row in table("ratios.toml")["ratio"])


@functools.cache
def families() -> tuple[Family, ...]:
    """Return the families of ratios, in the order of their table."""
    return tuple(Family(**row) for row in table("ratios.toml")["family"])


@functools.cache
def ratio_source() -> tuple[str, bool, int]:
    """Return where the edges come from, whether they were seen there, and days accounts count."""
    whole = table("ratios.toml")
    return whole["source"], whole["verified"], whole["good_days"]


def latest_accounts(register: Register, today: datetime.date) -> Mapping[str, Accounts]:
    """Return by provider the accounts of the last year that ended by `today` and still counts."""
    good = datetime.timedelta(days=ratio_source()[2])
    found: dict[str, Accounts] = {}
    for accounts in register.accounts.values():
        if accounts.year_end <= today <= accounts.year_end + good:
            held = found.get(accounts.provider)
            if held is None or accounts.year_end > held.year_end:
                found[accounts.provider] = accounts
    return found


def ratios_of(register: Register, accounts: Accounts) -> tuple[Ratio, ...]:
    """Return every ratio of one year's accounts, computed where the figures allow.

    A blank figure is never zero: what needs it is not computed, and says so.
    """
    return tuple(_MAKERS[rule.name](rule, accounts, register) for rule in ratio_rules())


def family_risk(ratios: tuple[Ratio, ...], family: str) -> str | None:
    """Return the worst risk of a family's ratios; None where none of them is known."""
    known = [one.risk for one in ratios if one.rule.family == family and one.risk is not None]
    return max(known, key=lambda risk: RISK_RATINGS[risk], default=None)


def _pounds(amount: float) -> str:
    sign = "\N{MINUS SIGN}" if round(amount) < 0 else ""
    return f"{sign}£{abs(amount):,.0f}"


def _shown(rule: RatioRule, value: float) -> str:
    if rule.unit == "share":
        return f"{100 * value:,.1f}%".replace("-", "\N{MINUS SIGN}")
    if rule.unit == "£":
        return _pounds(value)
    return f"{value:,.2f}".replace("-", "\N{MINUS SIGN}")


def _missing(rule: RatioRule, **figures: float | None) -> Ratio | None:
    names = [name.replace("_", " ") for name, value in figures.items() if value is None]
    if not names:
        return None
    return Ratio(rule, None, None, f"Not known: {' and '.join(names)} not entered.")


def _divided(rule: RatioRule, top: float, bottom: float, words: str) -> Ratio:
    value = top / bottom
    return Ratio(rule, value, rule.risk(value), f"{words} = {_shown(rule, value)}")


def _turnover(rule: RatioRule, accounts: Accounts, register: Register) -> Ratio:
    contracts = register.contracts_of_provider.get(accounts.provider, ())
    values = [one.annual_value for one in contracts if one.annual_value is not None]
    total = sum(values)
    if accounts.turnover is None:
        return Ratio(rule, None, None, "Not known: turnover not entered.")
    if not total:
        return Ratio(rule, None, None, "Not known: no contract with a yearly value.")
    words = f"{_pounds(accounts.turnover)} ÷ {_pounds(total)}"
    found = _divided(rule, accounts.turnover, total, words)
    blank = len(contracts) - len(values)
    if not blank:
        return found
    # With every value known the ratio could only be lower, so that high stays high.
    less = f"{found.arithmetic} at most: {blank} of {len(contracts)} contracts have no value"
    return Ratio(rule, found.value, "high" if found.risk == "high" else None, less)


def _margin(rule: RatioRule, accounts: Accounts, register: Register) -> Ratio:
    profit, turnover = accounts.operating_profit, accounts.turnover
    missing = _missing(rule, operating_profit=profit, turnover=turnover)
    if missing is not None or profit is None or turnover is None:
        return missing or Ratio(rule, None, None, "")
    if turnover == 0:
        return Ratio(rule, None, None, "Not known: there is no turnover.")
    return _divided(rule, profit, turnover, f"{_pounds(profit)} ÷ {_pounds(turnover)}")


def _cash_flow(rule: RatioRule, accounts: Accounts, register: Register) -> Ratio:
    debt, flow = accounts.net_debt, accounts.free_cash_flow
    if debt is not None and debt <= 0:
        return Ratio(rule, None, "low", f"No net debt ({_pounds(debt)}).")
    missing = _missing(rule, free_cash_flow=flow, net_debt=debt)
    if missing is not None or debt is None or flow is None:
        return missing or Ratio(rule, None, None, "")
    return _divided(rule, flow, debt, f"{_pounds(flow)} ÷ {_pounds(debt)}")


def _debt(rule: RatioRule, accounts: Accounts, register: Register) -> Ratio:
    return _owed(rule, accounts.net_debt, accounts.ebitda, "net debt")


def _debt_and_pension(rule: RatioRule, accounts: Accounts, register: Register) -> Ratio:
    missing = _missing(rule, net_debt=accounts.net_debt, pension_deficit=accounts.pension_deficit)
    if missing is not None or accounts.net_debt is None or accounts.pension_deficit is None:
        return missing or Ratio(rule, None, None, "")
    owed = accounts.net_debt + max(0.0, accounts.pension_deficit)
    return _owed(rule, owed, accounts.ebitda, "net debt and pension deficit")


def _owed(rule: RatioRule, owed: float | None, ebitda: float | None, called: str) -> Ratio:
    if owed is not None and owed <= 0:
        return Ratio(rule, None, "low", f"No {called} ({_pounds(owed)}).")
    if owed is None:
        return Ratio(rule, None, None, f"Not known: {called} not entered.")
    if ebitda is None:
        return Ratio(rule, None, None, "Not known: EBITDA not entered.")
    words = f"{_pounds(owed)} ÷ {_pounds(ebitda)}"
    if ebitda <= 0:
        return Ratio(rule, None, "high", f"{words}: nothing is earned to pay it from.")
    return _divided(rule, owed, ebitda, words)


def _interest(rule: RatioRule, accounts: Accounts, register: Register) -> Ratio:
    profit, interest = accounts.operating_profit, accounts.net_interest_paid
    if interest is not None and interest <= 0:
        return Ratio(rule, None, "low", f"No net interest to pay ({_pounds(interest)}).")
    missing = _missing(rule, operating_profit=profit, net_interest_paid=interest)
    if missing is not None or profit is None or interest is None:
        return missing or Ratio(rule, None, None, "")
    return _divided(rule, profit, interest, f"{_pounds(profit)} ÷ {_pounds(interest)}")


def _acid(rule: RatioRule, accounts: Accounts, register: Register) -> Ratio:
    assets, stock, owed = accounts.current_assets, accounts.stock, accounts.current_liabilities
    if owed == 0:
        return Ratio(rule, None, "low", "Nothing to be paid within a year (£0).")
    missing = _missing(rule, current_assets=assets, stock=stock, current_liabilities=owed)
    if missing is not None or assets is None or stock is None or owed is None:
        return missing or Ratio(rule, None, None, "")
    words = f"({_pounds(assets)} − {_pounds(stock)}) ÷ {_pounds(owed)}"  # noqa: RUF001
    return _divided(rule, assets - stock, owed, words)


def _worth(rule: RatioRule, accounts: Accounts, register: Register) -> Ratio:
    held = accounts.net_assets
    if held is None:
        return Ratio(rule, None, None, "Not known: net assets not entered.")
    return Ratio(rule, held, rule.risk(held), _pounds(held))


def _group(rule: RatioRule, accounts: Accounts, register: Register) -> Ratio:
    lent, assets = accounts.group_exposure, accounts.gross_assets
    if lent == 0:
        return Ratio(rule, 0.0, "low", "Nothing lent to or guaranteed for its group (£0).")
    missing = _missing(rule, group_exposure=lent, gross_assets=assets)
    if missing is not None or lent is None or assets is None:
        return missing or Ratio(rule, None, None, "")
    words = f"{_pounds(lent)} ÷ {_pounds(assets)}"
    if assets == 0:
        return Ratio(rule, None, "high", f"{words}: there are no assets.")
    return _divided(rule, lent, assets, words)


_Maker = Callable[[RatioRule, Accounts, Register], Ratio]
_MAKERS: Mapping[str, _Maker] = MappingProxyType(
    {
        "turnover_to_contract": _turnover,
        "operating_margin": _margin,
        "cash_flow_to_debt": _cash_flow,
        "debt_to_ebitda": _debt,
        "debt_and_pension_to_ebitda": _debt_and_pension,
        "interest_cover": _interest,
        "acid_ratio": _acid,
        "net_assets": _worth,
        "group_exposure": _group,
    }
)


def family_signs(ratios: tuple[Ratio, ...]) -> Iterator[tuple[Family, int, str]]:
    """Yield each family of which something is known, its rating, and its worst ratio in words."""
    for family in families():
        risk = family_risk(ratios, family.name)
        if risk is not None:
            worst = next(
                one for one in ratios if one.rule.family == family.name and one.risk == risk
            )
            words = f"{worst.rule.label}: {worst.arithmetic.rstrip('.')}, {risk} risk"
            yield family, RISK_RATINGS[risk], words

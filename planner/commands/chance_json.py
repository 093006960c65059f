"""The chance of a year and the reserve to hold as plain values for another program."""

from __future__ import annotations

import datetime
from typing import Any

from planner.document.chance_words import name_of
from planner.register.register import Register
from planner.scenario.chance import Chance, Moved, PeakCash, ReserveToHold
from planner.scenario.estimates import Estimate, Estimates


def chance_json(found: Chance, register: Register, start: datetime.date) -> dict[str, Any]:
    """Return the chance of a year that begins on `start`; what is not known is null."""
    luck = found.luck
    return {
        "draws": luck.draws,
        "seed": luck.seed,
        "common_correlation": luck.common,
        "market_correlation": luck.market,
        "year_begins": start.isoformat(),
        "net_pounds": _all(found.net),
        "must_net_pounds": _all(found.must_net),
        "breach_person_days": {name: _all(one) for name, one in found.breach.items()},
        "unmet_person_days": {name: _all(one) for name, one in found.unmet.items()},
        "years_without_cost_share": _one(found.nothing),
        "years_nobody_fails_share": _one(found.nobody_fails),
        "peak_cash": {
            "middle": _peak(found.peak_middle, start),
            "p95": _peak(found.peak_p95, start),
        },
        "worst_years": {
            "meeting_share": found.tail.together,
            "makers": [
                {
                    "id": one.id,
                    "name": name_of(register, one.id),
                    "net_pounds": one.pounds,
                    "share": one.share,
                    "fails_share": one.fails,
                    "together_share": one.together,
                }
                for one in found.tail.shares
            ],
        },
        "assessed": {
            "providers": found.assessed.providers,
            "not_assessed": found.assessed.unassessed,
            "assets": found.assessed.assets,
        },
        "reserve": reserve_json(found.reserve()),
    }


def reserve_json(found: ReserveToHold) -> dict[str, Any]:
    """Return how much to hold and what is held."""
    return {
        "percent": found.percent,
        "to_hold_pounds": _one(found.to_hold),
        "held_pounds": found.held,
        "gap_pounds": _one(found.gap),
        "more_for_any_service_pounds": _one(found.more),
        "enough_in_all_share": _one(found.enough),
        "holds_share": _one(found.holds),
        "no_fund_may_pay_share": found.no_fund,
        "funds": [
            {
                "reserve_id": fund.id,
                "name": fund.name,
                "amount_pounds": fund.amount,
                "short_share": fund.short,
            }
            for fund in found.funds
        ],
    }


def moved_json(found: Moved) -> dict[str, Any]:
    """Return how the figures move to another register: after less before."""
    return {
        "register": found.name,
        "net_mean_pounds": _one(found.mean),
        "net_p80_pounds": _one(found.p80),
        "net_p95_pounds": _one(found.p95),
        "net_worst_5_percent_pounds": _one(found.worst),
        "must_breach_mean_person_days": _one(found.breach),
        "must_breach_worst_5_percent_person_days": _one(found.breach_worst),
        "holds_share": _one(found.holds),
    }


def _one(estimate: Estimate) -> dict[str, float]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def _all(figures: Estimates) -> dict[str, Any]:
    return {
        "mean": _one(figures.mean),
        "p50": _one(figures.p50),
        "p80": _one(figures.p80),
        "p95": _one(figures.p95),
        "worst_5_percent": _one(figures.worst),
    }


def _peak(found: PeakCash, start: datetime.date) -> dict[str, Any]:
    date = None if found.day is None else start + datetime.timedelta(days=found.day)
    return {
        "pounds": _one(found.amount),
        "date": None if date is None else date.isoformat(),
    }

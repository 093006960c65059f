"""The outcome of a run, as JSON."""

from __future__ import annotations

from typing import Any

from planner.scenario.outcome import (
    BlockedOption,
    FundUse,
    OptionUse,
    Outcome,
    ServiceOutcome,
    Worth,
)


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as plain values; people and days that are not known are null."""
    return {
        "scenario": outcome.scenario,
        "title": outcome.title,
        "horizon_days": outcome.horizon_days,
        "failures": [{"id": failure.id, "day": failure.day} for failure in outcome.failures],
        "displaced_person_days": outcome.displaced_person_days.as_dict(),
        "breach_person_days": outcome.breach_person_days.as_dict(),
        "unmet_person_days": outcome.unmet_person_days.as_dict(),
        "without_outcome_person_days": outcome.without_outcome_person_days.as_dict(),
        "cost": outcome.cost,
        "secure": outcome.secure,
        "blocked_options": {block.option: block.missing for block in outcome.blocked},
        "causes": [
            {
                "id": failure.id,
                "name": failure.name,
                "kind": failure.kind,
                "source": failure.cause.source,
                "from": failure.cause.from_id,
                "sentence": failure.cause.sentence,
            }
            for failure in outcome.failures
        ],
        "services": [_service_json(service) for service in outcome.services],
        "options": [_option_json(option) for option in outcome.options],
        "blocked": [_blocked_json(block) for block in outcome.blocked],
        "one_more": [
            {
                "what": more.what,
                "id": more.id,
                "unit": more.unit,
                "breach_person_days": more.breach_person_days.as_dict(),
                "unmet_person_days": more.unmet_person_days.as_dict(),
            }
            for more in outcome.one_more
        ],
        "funds": [_fund_json(fund) for fund in outcome.funds],
        "notes": list(outcome.notes),
    }


def _service_json(service: ServiceOutcome) -> dict[str, Any]:
    known = service.people is not None
    return {
        "id": service.service,
        "title": service.title,
        "class": service.class_,
        "mtpd_days": service.mtpd_days,
        "people": service.people,
        "affected_people": service.affected_people if known else None,
        "first_day": service.first_day,
        "known_day": service.known_day,
        "return_day": service.return_day if known else None,
        "displaced_person_days": service.displaced_person_days if known else None,
        "unmet_person_days": service.unmet_person_days if known else None,
        "breach_person_days": service.breach_person_days if known else None,
        "spend": service.spend,
        "credit": service.credit,
        "bonds": service.bonds,
    }


def _option_json(option: OptionUse) -> dict[str, Any]:
    return {
        "id": option.option,
        "service": option.service,
        "route": option.route,
        "supplier": option.supplier,
        "used": option.used,
        "from_day": option.from_day,
        "full_day": option.full_day,
        "last_day": option.last_day,
        "capacity": option.capacity,
        "peak": option.peak,
        "person_days": option.person_days,
        "cost": option.cost,
    }


def _blocked_json(block: BlockedOption) -> dict[str, Any]:
    return {
        "id": block.option,
        "service": block.service,
        "route": block.route,
        "missing": block.missing,
        "sentence": block.sentence,
        "contracts": list(block.contracts),
        "worth": None if block.worth is None else _worth_json(block.worth),
    }


def _worth_json(worth: Worth) -> dict[str, Any]:
    return {
        "breach_person_days": worth.breach_person_days.as_dict(),
        "unmet_person_days": worth.unmet_person_days.as_dict(),
        "cost": worth.cost,
    }


def _fund_json(fund: FundUse) -> dict[str, Any]:
    return {
        "id": fund.reserve,
        "name": fund.name,
        "amount": fund.amount,
        "drawn": fund.drawn,
        "left": fund.left,
        "by_service": dict(fund.by_service),
    }

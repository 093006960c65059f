"""Health of services: what a plan has to know about each before it can choose."""

from __future__ import annotations

from collections.abc import Iterator

from planner.register.classes import is_lower, suggest
from planner.register.findings import ALL, LITTLE, MUCH, SOME, Examination, Finding
from planner.register.records import Service

_SURE = 90.0


def services_without_a_provider(seen: Examination) -> Iterator[Finding]:
    """Find services that no contract, grant or in-house arrangement provides."""
    for service in seen.register.services.values():
        if service.id not in seen.register.contracts_of_service:
            yield _of(
                seen,
                service,
                ALL,
                "",
                f"Nobody is entered as providing {service.title}",
                "add its contract or in-house arrangement, or remove the service",
            )


def services_without_a_class(seen: Examination) -> Iterator[Finding]:
    """Find services that nobody has classed as must, needed or could."""
    for service in seen.register.services.values():
        if service.class_ is None:
            suggestion = suggest(service.title, service.market, service.esd_id)
            mend = "decide must, needed or could, and say why"
            if suggestion is not None:
                like = f"{suggestion.service.title} is usually {suggestion.class_}"
                mend = f"{mend}; {like} ({suggestion.legal_basis})"
            what = f"{service.title} has no class, so no plan can say whether to keep it going"
            yield _of(seen, service, ALL, "class", what, mend)


def services_classed_below_the_law_without_a_reason(seen: Examination) -> Iterator[Finding]:
    """Find services classed lower than the law suggests, where no reason is kept."""
    for service in seen.register.services.values():
        if service.class_ is None or service.class_reason:
            continue
        suggestion = suggest(service.title, service.market, service.esd_id)
        if suggestion is None or suggestion.match < _SURE:
            continue
        if is_lower(service.class_, suggestion.class_):
            yield _of(
                seen,
                service,
                MUCH,
                "class_reason",
                f"{service.title} is classed {service.class_}, lower than the law suggests "
                f"({suggestion.legal_basis}), and no reason is kept",
                "write the reason or change the class",
            )


def must_services_without_a_legal_basis(seen: Examination) -> Iterator[Finding]:
    """Find must services that cite no law."""
    for service in seen.register.services.values():
        if service.class_ == "must" and not service.legal_basis:
            yield _of(
                seen,
                service,
                SOME,
                "legal_basis",
                f"{service.title} is a must but cites no law",
                "name the Act and section",
            )


def services_without_a_tolerable_period(seen: Examination) -> Iterator[Finding]:
    """Find must and needed services whose tolerable period is not known."""
    for service in seen.register.services.values():
        if service.class_ != "could" and service.mtpd_days is None:
            yield _of(
                seen,
                service,
                MUCH,
                "mtpd_days",
                f"How long people can be without {service.title} is not known, "
                "so harm is counted from the first day",
                "enter the tolerable period in days",
            )


def targets_after_the_tolerable_period(seen: Examination) -> Iterator[Finding]:
    """Find services that aim to resume only after harm has begun."""
    for service in seen.register.services.values():
        target, limit = service.rto_days, service.mtpd_days
        if target is not None and limit is not None and target > limit:
            yield _of(
                seen,
                service,
                MUCH,
                "rto_days",
                f"{service.title} aims to resume on day {target}, after its tolerable period "
                f"of {limit}",
                "shorten the target or correct the tolerable period",
            )


def must_services_without_a_minimum_level(seen: Examination) -> Iterator[Finding]:
    """Find must services without a share of people to be served at the least."""
    for service in seen.register.services.values():
        if service.class_ == "must" and service.mbco is None:
            yield _of(
                seen,
                service,
                SOME,
                "mbco",
                f"The least share of people {service.title} must serve is not known",
                "enter a share from 0 to 1",
            )


def must_services_not_said_to_be_regulated_or_not(seen: Examination) -> Iterator[Finding]:
    """Find must services where it is open whether the temporary duty could arise."""
    for service in seen.register.services.values():
        if service.class_ == "must" and service.regulated is None:
            yield _of(
                seen,
                service,
                SOME,
                "regulated",
                f"It is not known whether {service.title} is regulated by CQC or Ofsted, "
                "which decides who has to be helped",
                "say yes or no",
            )


def only_council_funded_people_entered(seen: Examination) -> Iterator[Finding]:
    """Find regulated must services that count nobody but those the council funds.

    The temporary duty (Care Act 2014 s.48) covers self-funders and people placed by others too.
    """
    for service in seen.register.services.values():
        if service.regulated is False or (service.class_ != "must" and not service.regulated):
            continue
        funders = {
            place.funder
            for contract in seen.register.contracts_of_service.get(service.id, ())
            for place in seen.register.places_of_contract.get(contract.id, ())
            if place.people
        }
        if funders == {"council"}:
            yield _of(
                seen,
                service,
                MUCH,
                "",
                f"Only people funded by the council are entered for {service.title}, though a "
                "duty to help may cover people who pay for themselves or are placed by others",
                "ask its providers how many people others pay for",
            )


def services_without_an_option(seen: Examination) -> Iterator[Finding]:
    """Find services, other than those that may pause, that nothing could keep going."""
    for service in seen.register.services.values():
        if service.class_ != "could" and service.id not in seen.register.options_of_service:
            yield _of(
                seen,
                service,
                ALL,
                "",
                f"There is no option to keep {service.title} going",
                "add at least one, or record that there is nobody out there",
            )


def people_no_option_can_serve(seen: Examination) -> Iterator[Finding]:
    """Find people of an area and need that every option of their service leaves out."""
    for service in seen.register.services.values():
        options = seen.register.options_of_service.get(service.id, ())
        left_out: dict[str, int] = {}
        for contract in seen.register.contracts_of_service.get(service.id, ()):
            for place in seen.register.places_of_contract.get(contract.id, ()):
                reached = any(
                    (not one.areas or place.area in one.areas)
                    and (not one.needs or place.need in one.needs)
                    and one.for_contract in (None, contract.id)
                    for one in options
                )
                if not reached and place.people:
                    group = f"{place.area} ({place.need} need)"
                    left_out[group] = left_out.get(group, 0) + place.people
        if options and left_out:
            people = sum(left_out.values())
            yield _of(
                seen,
                service,
                MUCH,
                "",
                f"No option of {service.title} can serve {people:,} of its people: "
                f"{', '.join(sorted(left_out))}",
                "widen the areas or needs of an option, or add one",
            )


def services_without_a_market(seen: Examination) -> Iterator[Finding]:
    """Find services that stand in no market, so shares and shocks leave them out."""
    for service in seen.register.services.values():
        if not service.market:
            yield _of(
                seen,
                service,
                LITTLE,
                "market",
                f"{service.title} is in no market, so concentration and shocks leave it out",
                "name the market its providers compete in",
            )


def services_without_an_owner(seen: Examination) -> Iterator[Finding]:
    """Find services that no role answers for."""
    for service in seen.register.services.values():
        if not service.owner:
            yield _of(
                seen,
                service,
                LITTLE,
                "owner",
                f"No role answers for {service.title}, so its actions have no owner",
                "name the role",
            )


def _of(
    seen: Examination, service: Service, effect: float, field: str, sentence: str, mend: str
) -> Finding:
    weight = effect * seen.reach_of_service(service)
    return seen.finding(sentence, weight, "service", service.id, field, mend)


CHECKS = (
    services_without_a_provider,
    services_without_a_class,
    services_classed_below_the_law_without_a_reason,
    must_services_without_a_legal_basis,
    services_without_a_tolerable_period,
    targets_after_the_tolerable_period,
    must_services_without_a_minimum_level,
    must_services_not_said_to_be_regulated_or_not,
    only_council_funded_people_entered,
    services_without_an_option,
    people_no_option_can_serve,
    services_without_a_market,
    services_without_an_owner,
)

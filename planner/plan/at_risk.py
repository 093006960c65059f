"""Who is at risk: people of the contracts hit by funder, area and need, and whose duty they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from planner import fields
from planner.plan import wording
from planner.plan.case import SAME, Case
from planner.plan.people import AreaLine, Count, DutyQuestion, DutyTest, PeopleAtRisk
from planner.register.records import Place, Provider, Service

FUNDER_LABELS = {
    "council": "Council",
    "self": "Self-funders",
    "direct_payment": "Direct payment",
    "other_council": "Other councils",
    "nhs": "NHS",
}


def people_at_risk(case: Case, nation: str, gone: Collection[str] = ()) -> PeopleAtRisk:
    """Return everyone the contracts hit serve, with the temporary duty test where it may apply.

    `gone` are services that are let go: all their people go without by decision.
    """
    places = [
        place
        for contract in case.contracts_hit
        for place in case.register.places_of_contract.get(contract.id, ())
    ]
    people = _sum(places)
    if not case.contracts_hit and any(found.affected_people > SAME for found in case.services):
        people = sum(found.affected_people for found in case.services)
    complex_people = _sum(places, lambda place: place.need == "complex")
    areas = dict.fromkeys(place.area for place in places)
    return PeopleAtRisk(
        headline=_headline(people, complex_people),
        known=people is not None,
        people=people,
        complex=complex_people,
        by_funder=tuple(
            Count(label, _sum(places, lambda place, f=funder: place.funder == f))  # type: ignore[misc]
            for funder, label in FUNDER_LABELS.items()
        ),
        by_need=tuple(
            Count(need, _sum(places, lambda place, n=need: place.need == n))  # type: ignore[misc]
            for need in fields.NEEDS
        ),
        by_service=tuple(Count(each.title, case.people_hit(each)) for each in case.services),
        by_contract=tuple(
            Count(contract.title, case.people_of([contract])) for contract in case.contracts_hit
        ),
        areas=tuple(_area(area, [p for p in places if p.area == area]) for area in areas),
        duty=tuple(_duty_tests(case, nation)),
        nobody_else=_nobody_else(case, gone),
        not_known=_not_known(case, places),
    )


def _sum(places: Iterable[Place], wanted: Callable[[Place], bool] | None = None) -> float | None:
    """Return the people of some places: 0 where none is wanted, None where none is known."""
    listed = list(places)
    if not any(place.people is not None for place in listed):
        return None
    kept = [place for place in listed if wanted is None or wanted(place)]
    if kept and all(place.people is None for place in kept):
        return None
    return float(sum(place.people or 0 for place in kept))


def _headline(people: float | None, complex_people: float | None) -> str:
    if people is None:
        return "How many people are at risk is not known"
    if complex_people:
        return (
            f"{wording.people(people)} at risk, {wording.number(complex_people)} with complex needs"
        )
    return f"{wording.people(people)} at risk"


def _area(area: str, places: Sequence[Place]) -> AreaLine:
    return AreaLine(
        area,
        tuple(
            _sum(places, lambda place, f=funder: place.funder == f)  # type: ignore[misc]
            for funder in FUNDER_LABELS
        ),
        _sum(places),
        _sum(places, lambda place: place.need == "standard"),
        _sum(places, lambda place: place.need == "complex"),
    )


def _duty_tests(case: Case, nation: str) -> Iterable[DutyTest]:
    for found in case.services:
        service = case.record_of(found)
        for provider_id in dict.fromkeys(c.provider for c in case.contracts_of(found.service)):
            provider = case.register.providers[provider_id]
            if _may_apply(service, provider):
                yield _duty_test(case, nation, service, provider)


def _may_apply(service: Service, provider: Provider) -> bool:
    if service.regulated is not None:
        return service.regulated
    return "care act" in (service.legal_basis or "").lower()


def _duty_test(case: Case, nation: str, service: Service, provider: Provider) -> DutyTest:
    places = [
        place
        for contract in case.contracts_of(service.id)
        if contract.provider == provider.id
        for place in case.register.places_of_contract.get(contract.id, ())
    ]
    nhs = _sum(places, lambda place: place.funder == "nhs")
    reaches = _sum(places, lambda place: place.funder != "nhs")
    questions = (
        _registered(service, provider),
        _unable(case, provider),
        _regulated(service),
        _business_failure(case, provider),
    )
    answers = [question.answer for question in questions]
    if nation in ("scotland", "northern_ireland"):
        result = "not known"
        sentence = (
            "The temporary duty is law in England, with like duties in Wales. Ask the duty "
            "lawyer which duty holds here."
        )
    elif all(answer == "yes" for answer in answers):
        result = "temporary duty"
        sentence = (
            f"The temporary duty applies to {wording.people(reaches)}. The council must meet their "
            "needs for as long as it thinks necessary, before any assessment. It may charge people "
            "for care and recover costs from councils that placed them. Care Act 2014, section 48."
        )
    elif "no" not in answers:
        result = "not known"
        sentence = (
            "Whether the temporary duty applies is not known until each question has an "
            "answer. Act as if it does."
        )
    elif answers[2] == "no" or answers[0] == "no":
        result = "existing duty"
        sentence = "The temporary duty does not apply. Duties to people with eligible needs go on."
    else:
        result = "power"
        sentence = (
            "The temporary duty does not apply. Duties to people with eligible needs go on; for "
            "others the council has a power to help. Care Act 2014, section 19."
        )
    return DutyTest(
        provider.name,
        service.title,
        result,
        reaches,
        nhs,
        questions,
        sentence,
        "If an administrator keeps care running, the temporary duty does not start. If care stops "
        "for another reason, such as a flood, the council has a power to help.",
    )


def _registered(service: Service, provider: Provider) -> DutyQuestion:
    question = "Is the provider registered with the Care Quality Commission (CQC)?"
    if "children" in (service.legal_basis or "").lower():
        return DutyQuestion(question, "no", "This is a children’s service.", "Register")
    if provider.regulator_id:
        told = "The register holds its number with the regulator."
        return DutyQuestion(question, "yes", told, "Register; check the CQC list")
    return DutyQuestion(question, "not known", "The register holds no number.", "CQC list")


def _unable(case: Case, provider: Provider) -> DutyQuestion:
    question = "Is it unable to carry on the activity?"
    hit = next((d for d in case.outcome.disruptions if d.id == provider.id), None)
    source = "Scenario"
    if hit is None:
        return DutyQuestion(question, "no", "It carries on its other work.", source)
    if hit.lowest <= SAME:
        return DutyQuestion(
            question, "yes", f"In this plan it stops on day {hit.first_day}.", source
        )
    kept = wording.percent(hit.lowest)
    return DutyQuestion(question, "no", f"It still does {kept} of its work.", source)


def _regulated(service: Service) -> DutyQuestion:
    question = "Is that activity regulated?"
    if service.regulated is None:
        return DutyQuestion(question, "not known", "The register does not say.", "Register")
    answer = "yes" if service.regulated else "no"
    return DutyQuestion(
        question, answer, f"{service.title}, as classed in the register.", "Register"
    )


def _business_failure(case: Case, provider: Provider) -> DutyQuestion:
    question = "Is business failure the cause?"
    source = "Care and Support (Business Failure) Regulations 2015, regulation 2"
    failure = next((f for f in case.outcome.failures if f.id == provider.id), None)
    if failure is None:
        return DutyQuestion(question, "no", "It is not insolvent in this plan.", source)
    return DutyQuestion(question, "yes", f"It is insolvent from day {failure.day}.", source)


def _nobody_else(case: Case, gone: Collection[str]) -> tuple[str, ...]:
    told = []
    for found in case.services:
        if not found.unmet or found.affected_people <= SAME or found.service in gone:
            continue
        left = found.unmet[-1]
        served = sum(series[-1] for series in found.served.values())
        if left > wording.SMALL:
            have = "has" if round(left) == 1 else "have"
            told.append(
                f"{found.title}: at the end of the time followed {wording.people(left)} {have} "
                f"nobody; options serve {wording.people(served)} then."
            )
    return tuple(told)


def _not_known(case: Case, places: Sequence[Place]) -> tuple[str, ...]:
    told = []
    if not case.contracts_hit and case.services:
        told.append(
            "More people ask for the service: who pays for them, and their needs, are not known."
        )
    without = [c.title for c in case.contracts_hit if case.people_of([c]) is None]
    if without:
        verb = "serves is" if len(without) == 1 else "serve is"
        told.append(
            f"How many people {wording.listed(without, 4)} {verb} not known. Ask the provider for "
            "a list on day 0."
        )
    if any(place.people is None for place in places) and any(p.people for p in places):
        told.append("Some counts of people are blank; totals leave them out.")
    funders = {place.funder for place in places if place.people}
    if funders == {"council"}:
        told.append(
            "Only people the council pays for are entered. The duty may reach self-funders and "
            "people placed by others: ask the provider for all."
        )
    blank = [wording.inside(each.title) for each in case.services if each.mtpd_days is None]
    if blank:
        told.append(f"How long people can wait for {wording.listed(blank, 4)} is not known.")
    return tuple(told)

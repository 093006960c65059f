"""The invented council itself: its budget, its funds and the roles to ring."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from planner.register.records import Contact, Council, Reserve, Review
from resources.sample.services import Priced

TODAY = datetime.date(2026, 11, 21)
NAME = "Orrinshaw Council"

_ROLES = (
    ("director-adults", "Director of adult services"),
    ("director-children", "Director of children's services"),
    ("director-place", "Director of place"),
    ("s151", "Section 151 officer"),
    ("monitoring-officer", "Monitoring officer"),
    ("head-adult-commissioning", "Head of adult commissioning"),
    ("head-procurement", "Head of procurement"),
    ("brokerage", "Brokerage duty desk"),
    ("social-work-duty", "Social work duty manager"),
    ("emergency-planner", "Emergency planning duty officer"),
    ("legal", "Contracts solicitor"),
    ("hr", "Head of human resources"),
    ("data-protection", "Data protection officer"),
    ("communications", "Communications duty officer"),
    ("school-transport", "School transport manager"),
    ("housing", "Head of housing needs"),
)
_ADULT_MARKETS = ("Home care", "Supported living", "Care homes", "Day and breaks", "Equipment")
_CHILDREN_MARKETS = (
    "Children's placements",
    "School transport",
    "Family support",
    "Youth",
    "Therapies",
    "Education",
)
_ENVIRONMENT_MARKETS = ("Waste", "Highways")


def council() -> Council:
    """Return the record of the council."""
    return Council(
        name=NAME,
        budget_annual=214_000_000.0,
        ons_code="E06999001",
        recovery_share=0.5,
        contacts=tuple(code for code, _ in _ROLES),
        marking="OFFICIAL-SENSITIVE",
    )


def council_contacts() -> list[Contact]:
    """Return the council's own roles; all numbers are kept for drama by Ofcom."""
    return [
        Contact(
            id=code,
            role=role,
            phone_day=f"020 7946 0{100 + number:03d}",
            phone_night=f"07700 900{number:03d}" if number % 3 != 2 else None,
            email=f"{code}@example.org",
        )
        for number, (code, role) in enumerate(_ROLES)
    ]


def reserves(priced: Mapping[str, Priced]) -> list[Reserve]:
    """Return the four funds; three of them may pay for their own services only."""

    def of(markets: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code for code, one in priced.items() if one.service.market in markets)

    return [
        Reserve("general", "General fund set aside for provider failure", 260_000.0),
        Reserve("adult-care", "Adult social care reserve", 760_000.0, of(_ADULT_MARKETS)),
        Reserve("children", "Children's services reserve", 640_000.0, of(_CHILDREN_MARKETS)),
        Reserve("environment", "Waste and highways reserve", 900_000.0, of(_ENVIRONMENT_MARKETS)),
    ]


def reviews(priced: Mapping[str, Priced]) -> list[Review]:
    """Return when each must service is looked at again, three of them overdue."""
    must = [one.service for one in priced.values() if one.service.class_ == "must"]
    return [
        Review(
            id=f"review-{service.id}",
            subject_kind="service",
            subject=service.id,
            due=TODAY + datetime.timedelta(days=-20 + 9 * number),
            owner=service.owner,
        )
        for number, service in enumerate(must)
        if number % 2 == 0
    ]

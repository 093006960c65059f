"""The services of the sample council, from their table."""

from __future__ import annotations

from dataclasses import dataclass

from planner.register.records import Service
from resources.sample.tables import Row, rows


@dataclass(frozen=True, slots=True)
class Priced:
    """A service with what it costs and who pays, which contracts and people are made from."""

    service: Service
    price_day: float | None
    mix: str


def services() -> dict[str, Priced]:
    """Return the services by id, in the order of their table."""
    return {row.need("id"): _priced(row) for row in rows("services")}


def _priced(row: Row) -> Priced:
    service = Service(
        id=row.need("id"),
        title=row.need("title"),
        class_=row.need("class"),
        class_reason=row.text("class_reason"),
        legal_basis=row.text("legal_basis"),
        esd_id=row.text("esd_id"),
        market=row.text("market"),
        owner=row.text("owner"),
        decision_type=row.text("decision_type"),
        delivery=row.text("delivery"),
        mtpd_days=row.whole("mtpd_days"),
        rto_days=row.whole("rto_days"),
        mbco=row.number("mbco"),
        outcome_measure=row.text("outcome_measure"),
        regulated=row.yes_no("regulated"),
    )
    return Priced(service, row.number("price_day"), row.need("mix"))

"""Lists of services, powers and duties into the register: only blanks are filled.

The number in the national list and the legal basis are filled in where the service is found for
sure. A class is suggested in words and never set: people decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import fuzz

from planner.exchange.cells import shortened
from planner.exchange.import_preview import ImportPreview, ImportTotals, Outcome, RowOutcome
from planner.exchange.law_lists import LawRead, LawService, read_law
from planner.exchange.list_look import ListChoice
from planner.exchange.service_titles import service_key
from planner.exchange.vocabularies import LAW
from planner.progress import Progress, unreported
from planner.register.classes import suggest
from planner.register.edits import ChangeFields, Edit, Together
from planner.register.records import Service
from planner.register.register import Register

LIKE = 88.0
SURE = 95.0
_LONGEST = 110


def read_law_list(
    register: Register, choice: ListChoice, report: Progress = unreported
) -> ImportPreview:
    """Return what a list of services, powers and duties would fill in; one row for each service."""
    report(0, 2, f"Reading {choice.path.name}")
    read = read_law(choice.path)
    report(1, 2, "Comparing with the register")
    by_key: dict[str, LawService] = {}
    for one in read.services.values():
        by_key.setdefault(service_key(one.label), one)
    edits: list[Edit] = []
    rows = []
    for service in register.services.values():
        row, values = _service(service, read, by_key)
        rows.append(row)
        if values:
            edits.append(ChangeFields("service", service.id, values))
    counts = [sum(one.law == law for one in read.services.values()) for law in _LAW]
    told = f"{sum(read.rows.values()):,} rows read: " + ", ".join(
        f"{number:,} {words}" for words, number in read.rows.items() if number
    )
    facts = [told, f"{len(read.services):,} services in the list"]
    if read.knows_law:
        facts[1] += f": {counts[0]:,} touched by a duty, {counts[1]:,} by powers only"
    many = f"{len(edits):,} service{'s' if len(edits) != 1 else ''}"
    report(2, 2, "Ready")
    return ImportPreview(
        source=choice.path,
        kind=LAW,
        how=read.how,
        rows_are="of your services",
        mapping=None,
        services_from="",
        rows=tuple(rows),
        names_to_review=(),
        names_joined={},
        added={},
        totals=ImportTotals(),
        warnings=(
            "A class is only suggested here: you decide it on the class board. A duty in the list "
            "may bind the council in part only; check the section before you cite it.",
        ),
        edit=Together(f"Imported {choice.path.name}: {many} updated", tuple(edits)),
        facts=tuple(facts),
        money=(),
        titles=("Service in the list", "Service"),
    )


_LAW = ("duty", "power", "none")


def _service(
    service: Service, read: LawRead, by_key: Mapping[str, LawService]
) -> tuple[RowOutcome, dict[str, str]]:
    found, sure = _found(service, read, by_key)
    if found is None:
        return _row(service, "", Outcome.UNCHANGED, "the list has no service of this name"), {}
    if not sure:
        perhaps = f"may be {found.label} ({found.number}): enter the number where it is"
        return _row(service, found.label, Outcome.UNCHANGED, "not sure", (perhaps,)), {}
    values: dict[str, str] = {}
    if not service.esd_id:
        values["esd_id"] = found.number
    if not service.legal_basis and found.law != "none":
        values["legal_basis"] = _basis(service, found)
    labels = {"esd_id": "ESD number", "legal_basis": "legal basis"}
    words = [f"{labels[name]}: {value}" for name, value in values.items()]
    words += _suggested(service, found) if read.knows_law else []
    outcome = Outcome.UPDATED if values else Outcome.UNCHANGED
    return _row(service, found.label, outcome, "; ".join(words) or "says nothing new"), values


def _row(
    service: Service, title: str, outcome: Outcome, says: str, doubts: tuple[str, ...] = ()
) -> RowOutcome:
    return RowOutcome(service.id, outcome, title, doubts=doubts, says=says, whom=service.title)


def _found(
    service: Service, read: LawRead, by_key: Mapping[str, LawService]
) -> tuple[LawService | None, bool]:
    """Return the service of the list, and whether it is sure: by number, by name, or by usage."""
    if service.esd_id:
        return read.services.get(service.esd_id.strip()), True
    if same := by_key.get(service_key(service.title)):
        return same, True
    usual = suggest(service.title, service.market)
    number = usual.service.esd_id if usual is not None else None
    if usual is not None and number is not None and number in read.services:
        return read.services[number], usual.match >= SURE
    wanted = service_key(service.title)
    likely = max(((fuzz.ratio(wanted, key), key) for key in by_key), default=(0.0, ""))
    return (by_key[likely[1]], False) if likely[0] >= LIKE else (None, False)


def _basis(service: Service, found: LawService) -> str:
    """Return the duty or power most like the service's name, and how many more there are."""
    laws = found.duties or found.powers
    best = max(laws, key=lambda one: (fuzz.token_set_ratio(_bare(one), service.title), one))
    kind = ("duty", "duties") if found.duties else ("power", "powers")
    more = f", and {len(laws) - 1} more {kind[0] if len(laws) == 2 else kind[1]}"
    words = f"LGA list, {kind[0]}: {shortened(best, _LONGEST)}"
    return words + (more if len(laws) > 1 else "")


def _bare(law: str) -> str:
    return re.sub(r"\s*\(\d+\)$", "", law)


def _suggested(service: Service, found: LawService) -> list[str]:
    if found.law == "duty":
        many = len(found.duties)
        told = f"{many} {'duty requires' if many == 1 else 'duties require'} it: must suggested"
        return [told if service.class_ is None else f"{told}, your class is {service.class_}"]
    words = "powers only" if found.law == "power" else "neither duties nor powers"
    return [f"{words}: no duty makes it a must"]

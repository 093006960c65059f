"""The national lists of services, powers and duties: suggestions, never decisions."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from planner.errors import InputRefused
from planner.exchange.any_list import preview_list
from planner.exchange.import_preview import ImportPreview, Outcome
from planner.exchange.law_lists import read_law
from planner.exchange.list_look import ListChoice
from planner.exchange.recognise import recognise
from planner.register.edits import apply_changes
from planner.register.records import Council, Service
from planner.register.register import Register

REAL = Path(__file__).parents[3] / "shared" / "data" / "registers" / "lga_services_powers_duties"
is_here = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not at hand")
HEAD = ("Identifier", "Label", "Description", "Created", "Modified", "History notes", "Type",
        "Mapping type", "Mapped identifier", "Mapped label", "Mapped type")  # fmt: skip


def law(number: int, label: str, how: str, service: str, title: str) -> tuple[object, ...]:
    kind = "duty" if how == "requires" else "power"
    return (number, label, "line\nbreak", "", "", "", kind, how, service, title, "Service")


def written(folder: Path, *rows: tuple[object, ...]) -> ListChoice:
    path = folder / "powersAndDuties_services.csv"
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([HEAD, *rows])
    return ListChoice(path)


def imported(register: Register, choice: ListChoice) -> tuple[ImportPreview, Register]:
    preview = preview_list(register, choice)
    return preview, apply_changes(register, preview.edit.changes(register))


def council(*services: Service) -> Register:
    return Register.build(Council("Testbury"), services)


LAWS = (
    law(1, "Charges", "requires", "292", "Residential care"),
    law(2, "Provision of residential care", "requires", "292", "Residential care"),
    law(3, "Advice", "allows", "292", "Residential care"),
    law(4, "Swimming", "allows", "1674", "Swimming pools"),
    (5, "Nothing", "", "", "", "", "power", "", "", "", ""),
)


def test_blanks_are_filled_and_a_class_is_only_suggested(tmp_path: Path) -> None:
    choice = written(tmp_path, *LAWS)
    assert recognise(choice.path) == "lga_services"
    register = council(Service("a", "Residential Care"), Service("b", "swimming pools"))
    preview, after = imported(register, choice)
    first, second = after.services["a"], after.services["b"]
    assert (first.esd_id, first.class_) == ("292", None)
    assert first.legal_basis == "LGA list, duty: Provision of residential care (2), and 1 more duty"
    assert second.legal_basis == "LGA list, power: Swimming (4)"
    assert "2 duties require it: must suggested" in preview.rows[0].says
    assert "no duty makes it a must" in preview.rows[1].says
    assert preview.facts == (
        "5 rows read: 4 links, 1 without a service",
        "2 services in the list: 1 touched by a duty, 1 by powers only",
    )
    assert not imported(after, choice)[0].changes_anything


def test_what_was_decided_stays(tmp_path: Path) -> None:
    mine = Service("a", "Homes", "could", legal_basis="Care Act 2014 s.18", esd_id="292")
    preview, after = imported(council(mine), written(tmp_path, *LAWS))
    assert after.services["a"] == mine
    assert "your class is could" in preview.rows[0].says
    assert preview.rows[0].outcome is Outcome.UNCHANGED


def test_a_service_only_like_one_of_the_list_is_pointed_at(tmp_path: Path) -> None:
    register = council(Service("a", "Puppet theatre"), Service("b", "Poetry"))
    theatres = law(6, "Theatres", "allows", "999", "Puppet theatres")
    preview, after = imported(register, written(tmp_path, *LAWS, theatres))
    assert after.services == register.services
    assert preview.rows[0].doubts == ("may be Puppet theatres (999): enter the number where it is",)
    assert preview.rows[1].says == "the list has no service of this name"


def test_a_list_that_names_no_services_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="names no services"):
        read_law(written(tmp_path, LAWS[-1]).path)


@is_here
def test_the_real_lists_give_the_known_counts() -> None:
    law_of = read_law(REAL / "powersAndDuties_services.csv")
    assert law_of.rows == {"services": 0, "links": 6_642, "without a service": 60, "blank": 0}
    listed = law_of.services
    assert (len(listed["292"].duties), len(listed["524"].duties)) == (14, 1)
    assert listed["1674"].law == "power"
    functions = read_law(REAL / "functions_services.csv").services
    laws = [listed[number].law if number in listed else "none" for number in functions]
    assert len(laws) == 1_114
    assert [laws.count(law) for law in ("duty", "power", "none")] == [647, 170, 297]
    services = read_law(REAL / "services.csv")
    assert len(services.services) == 1_568
    assert not services.knows_law
    with (REAL / "powersAndDuties.csv").open(encoding="utf-8-sig") as stream:
        kinds = [row["Type"] for row in csv.DictReader(stream)]
    assert (kinds.count("duty"), kinds.count("power")) == (1_766, 1_390)


@is_here
def test_the_real_list_fills_a_register() -> None:
    register = council(
        Service("pools", "Swimming pools"), Service("waste", "Household waste collection")
    )
    _, after = imported(register, ListChoice(REAL / "powersAndDuties_services.csv"))
    assert [one.esd_id for one in after.services.values()] == ["1674", "524"]
    assert (after.services["waste"].legal_basis or "").startswith(
        "LGA list, duty: Controlled waste"
    )
    with pytest.raises(InputRefused, match="names no services"):
        read_law(REAL / "powersAndDuties.csv")

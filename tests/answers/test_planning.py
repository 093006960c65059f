"""Plans through the one door: make, store, move on, notice what is out of date, compare, print."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pypdf
import pytest

from planner.errors import BackstopError, InputRefused
from planner.register.edits import AddRecord, ChangeFields, Together
from planner.session import Session
from planner.storage.folders import Folders
from tests.plan.cases import DAY_0, STOPS, care_rows

NOON = datetime.datetime(2026, 10, 12, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def session(tmp_path: Path):
    folders = Folders.under(tmp_path / "home")
    path = tmp_path / "a.backstop"
    with Session.new(path, "Aldermoor Council", "Sam", now=lambda: NOON, folders=folders) as opened:
        rows = sorted(care_rows(), key=lambda row: type(row).__name__ == "Provider")
        opened.apply(Together("Filled", tuple(AddRecord(row) for row in (*rows, STOPS))))
        yield opened


def test_a_plan_is_made_by_the_person_on_the_day_and_stored_as_version_one(session) -> None:
    plan = session.make_plan("stops", owner="Director")
    assert (plan.header.made_by, plan.header.made_on) == ("Sam", NOON.date())
    assert plan.header.start_date == DAY_0
    session.store_plan(plan)
    (record,) = session.register.plans.values()
    assert (record.version, record.status, record.owner) == (1, "draft", "Director")
    assert session.stored_plan(record.id) == plan
    assert session.is_stale(plan) is None


def test_a_stored_plan_has_the_status_and_owner_of_its_record(session) -> None:
    session.store_plan(session.make_plan("stops"))
    step = session.move_plan("plan-1", "approved")
    assert step is not None
    assert step.sentence.endswith("as approved")
    session.apply(ChangeFields("plan", "plan-1", {"owner": "Head of care"}))
    header = session.stored_plan("plan-1").header
    assert (header.status, header.owner) == ("approved", "Head of care")
    session.undo()
    assert session.stored_plan("plan-1").header.owner is None


def test_no_plan_is_found_or_moved_that_is_not_there(session) -> None:
    with pytest.raises(BackstopError, match="no stored plan plan-7"):
        session.stored_plan("plan-7")
    with pytest.raises(InputRefused):
        session.move_plan("plan-7", "approved")


def test_the_scenario_of_a_preset_is_stored_with_its_plan(session) -> None:
    plan = session.make_plan("hard-fast", "harbour")
    assert plan.header.scenario not in session.register.scenarios
    session.store_plan(plan)
    assert plan.header.scenario in session.register.scenarios
    assert session.is_stale(plan) is None
    again = session.make_plan(plan.header.scenario)
    assert again.header.version == 2
    assert again.step_in == plan.step_in


def test_two_versions_are_compared_and_the_older_one_says_it_is_stale(session) -> None:
    session.store_plan(session.make_plan("stops"))
    session.apply(ChangeFields("option", "stourhaven-places", {"agreed": True}))
    before = session.stored_plan("plan-1")
    stale = session.is_stale(before)
    assert stale is not None
    assert "before the register changed" in stale
    after = session.make_plan("stops")
    assert session.is_stale(after) is None
    told = [difference.sentence for difference in session.compare_plans(before, after)]
    assert "Home care gains Stourhaven Council." in told
    assert session.compare_plans(after, after) == ()


def test_the_pdf_of_a_stale_plan_says_so_on_every_page(session, tmp_path: Path) -> None:
    plan = session.make_plan("stops")
    session.write_pdf(plan, tmp_path / "fresh.pdf")
    session.apply(ChangeFields("option", "own-team", {"capacity": 20.0}))
    session.write_pdf(plan, tmp_path / "stale.pdf")
    fresh, stale = (
        [page.extract_text() for page in pypdf.PdfReader(tmp_path / name).pages]
        for name in ("fresh.pdf", "stale.pdf")
    )
    says = [text for text in stale if "register changed" in " ".join(text.split())]
    assert len(says) >= len(stale) - 1  # the cover says it in words of its own
    assert "The register has changed since" in " ".join(stale[0].split())
    assert not any("register changed" in " ".join(text.split()) for text in fresh)


def test_a_stored_plan_that_is_out_of_date_is_a_finding_until_it_is_made_again(session) -> None:
    def stale() -> list[str]:
        return [one.key for one in session.check() if one.name == "plans out of date"]

    session.store_plan(session.make_plan("stops"))
    assert stale() == []
    option = next(iter(session.register.options))
    session.apply(ChangeFields("option", option, {"capacity": 1.0}))
    assert stale() == ["plan-1"]
    session.store_plan(session.make_plan("stops"))
    assert stale() == []


def test_the_workbook_of_a_stale_plan_says_so_on_its_cover(session, tmp_path: Path) -> None:
    plan = session.make_plan("stops")
    session.apply(ChangeFields("option", "stourhaven-places", {"agreed": True}))
    session.write_workbook(plan, tmp_path / "plan.xlsx")
    cover = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Cover"]
    assert any("has changed since" in str(cell.value) for cell in cover["B"])

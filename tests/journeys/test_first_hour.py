"""A contract manager's first hour, from a spreadsheet to a kept plan, as one story."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import pypdf
import pytest

from planner.register.edits import AddRecord, ChangeClass, ChangeFields, Together
from planner.register.records import Option, Place, Reserve
from planner.session import Session
from planner.storage.folders import Folders

SPREADSHEET = """Contracts register 2026
Ref,Service,Supplier,Value per annum,Start date,End date
C1,Home care,Harbour Home Care Ltd,"£365,000",01/04/2024,31/03/2028
C2,Home care,Wrenlow Care CIC,"£200,000.50",01/04/2024,31/03/2028
C3,Lunch club,Harbour Home Care Limited,(TBC),01/04/2025,31/03/2027
,,,,,
,Total,,"£565,000.50",,
"""
NOON = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def opened(tmp_path: Path):
    def open_again() -> Session:
        folders = Folders.under(tmp_path / "home")
        path = tmp_path / "ours.backstop"
        if path.exists():
            return Session.open(path, "Ann", now=lambda: NOON, folders=folders)
        return Session.new(path, "Our Council", "Ann", now=lambda: NOON, folders=folders)

    return open_again


def test_from_a_spreadsheet_to_a_kept_plan(opened, tmp_path: Path):
    source = tmp_path / "contracts.csv"
    source.write_text(SPREADSHEET, encoding="cp1252")

    with opened() as session:
        preview = session.preview_import(source)
        assert sum(preview.counts.values()) == preview.rows_read
        session.apply_import(preview)
        register = session.register
        assert set(register.contracts) == {"C1", "C2", "C3"}
        harbour = register.contracts["C1"].provider
        assert register.contracts["C3"].provider == harbour
        assert register.contracts["C3"].annual_value is None
        care, lunch = register.contracts["C1"].service, register.contracts["C3"].service
        session.save()

    with opened() as session:
        bare = session.make_plan("hard-fast", harbour)
        assert bare.people.people is None
        asked = {finding.name for finding in session.check()}
        assert {"contracts without people", "services without a class"} <= asked

        session.apply(ChangeClass(care, "must", "People cannot wash or eat", "Care Act 2014 s.18"))
        session.apply(ChangeClass(lunch, "could", "It may pause", ""))
        session.apply(
            Together(
                "Filled in what the list could not know",
                (
                    ChangeFields("service", care, {"mtpd_days": 1}),
                    AddRecord(Place("C1", "North", "standard", "council", 40)),
                    AddRecord(Place("C1", "North", "complex", "self", 10)),
                    AddRecord(Place("C3", "North", "standard", "council", 12)),
                    AddRecord(
                        Option(
                            "wrenlow",
                            care,
                            "vary_existing",
                            register.contracts["C2"].provider,
                            capacity=30,
                            mobilise_days=2,
                            unit_cost_day=24.0,
                        )
                    ),
                    AddRecord(Reserve("R1", "Provider failure reserve", 50_000)),
                ),
            )
        )
        plan = session.make_plan("hard-fast", harbour, owner="Head of commissioning")
        decided = {found.service: found.decision for found in plan.decisions}
        assert decided == {care: "keep_going", lunch: "let_go"}
        assert plan.people.people == 62
        session.store_plan(plan)
        session.write_pdf(plan, tmp_path / "plan.pdf")
        session.write_workbook(plan, tmp_path / "plan.xlsx")
        # Closed without saving: every edit waits in the working copy.

    pages = pypdf.PdfReader(tmp_path / "plan.pdf").pages
    assert "Harbour Home Care" in pages[0].extract_text()
    assert zipfile.is_zipfile(tmp_path / "plan.xlsx")

    with opened() as session:
        assert session.stored_plan("plan-1").people.people == 62
        said = [step.sentence for step in session.history()]
        assert said[0].startswith("Imported contracts.csv")
        assert said[-1].startswith("Stored version 1")
        while session.undo_sentence:
            session.undo()
        assert not session.register.contracts
        while session.redo_sentence:
            session.redo()
        assert session.is_stale(session.stored_plan("plan-1")) is None
        session.save()
        assert session.is_saved

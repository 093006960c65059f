from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from planner.errors import InputRefused
from planner.exchange.import_preview import Outcome
from planner.exchange.import_shown import shown
from planner.exchange.list_look import ListChoice, ListLook, look_at
from planner.exchange.several_lists import preview_lists, refused_as_csv
from planner.register.edits import apply_changes
from planner.register.register import Register

HEADER = "Contract Reference,Contract Title,Supplier,Annual Value,Start Date,End Date"
EMPTY = Register()


def _list(folder: Path, name: str, *rows: str) -> ListLook:
    path = folder / name
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return look_at(ListChoice(path))


def test_two_lists_are_one_edit_and_every_row_of_both_is_accounted_for(tmp_path):
    one = _list(tmp_path, "one.csv", "C1,Home care,Acme Ltd,1000,01/04/2026,31/03/2027")
    two = _list(
        tmp_path,
        "two.csv",
        "C1,Home care,Acme Ltd,1000,01/04/2026,31/03/2028",
        "C2,Day care,,50,,",
    )

    preview = preview_lists(EMPTY, [one.choice, two.choice])

    assert preview.rows_read == 3 == sum(preview.counts.values())
    assert [row.outcome for row in preview.rows] == [
        Outcome.ADDED, Outcome.UPDATED, Outcome.REFUSED,
    ]  # fmt: skip
    assert preview.rows[2].place == "two.csv, row 3"
    after = apply_changes(EMPTY, preview.edit.changes(EMPTY))
    (contract,) = after.contracts.values()
    assert str(contract.end) == "2028-03-31"
    assert preview.totals.read == 2050


def test_a_preview_says_what_changes_before_and_after(tmp_path):
    first = _list(tmp_path, "a.csv", "C1,Home care,Acme Ltd,1000,01/04/2026,31/03/2027")
    start = preview_lists(EMPTY, [first.choice])
    register = apply_changes(EMPTY, start.edit.changes(EMPTY))
    again = _list(tmp_path, "b.csv", "C1,Home care,Acme Ltd,1500,01/04/2026,31/03/2027")

    told = shown(register, preview_lists(register, [again.choice]), [again])

    (row,) = told.rows
    assert row.outcome == "updated"
    assert "£1,000 → £1,500" in row.says
    assert row.supplier == "Acme Ltd"
    assert told.counts == {"added": 0, "updated": 1, "unchanged": 0, "refused": 0}


def test_problems_point_at_rows_columns_and_names(tmp_path):
    look = _list(
        tmp_path,
        "a.csv",
        "C1,Home care,Harbour Home Care,a lot,01/04/2026,31/03/2027",
        "C2,Night care,Harbour Homecare,20,01/04/2027,31/03/2026",
        "C3,Nothing,,20,,",
    )

    told = shown(EMPTY, preview_lists(EMPTY, [look.choice]), [look])

    said = {problem.title: problem for problem in told.problems}
    assert said["Annual Value: 1 cell to look at"].row == "row 2"
    assert said["A contract ends before it starts"].row == "row 3"
    assert said["1 row is refused"].row == "row 4"
    assert said["One supplier name is close, not equal"].step == "suppliers"
    assert sum(pounds for _, pounds in told.money[1:]) == told.money[0][1]


def test_refused_rows_are_given_back_as_they_stood_with_the_reason(tmp_path):
    look = _list(tmp_path, "a.csv", "C1,=1+1,,20,,", "C2,Home care,Acme,-5,,")

    rows = list(
        csv.reader(io.StringIO(refused_as_csv([look.choice], preview_lists(EMPTY, [look.choice]))))
    )

    assert rows[0][:3] == ["Why refused", "Where", "Contract Reference"]
    assert rows[1] == ["names no supplier", "row 2", "C1", "'=1+1", "", "20", "", ""]
    assert len(rows) == 2


def test_no_list_is_refused():
    with pytest.raises(InputRefused):
        preview_lists(EMPTY, [])


def test_the_real_lists_add_up(shared):
    folder = shared / "data/contracts"
    choices = [
        look_at(ListChoice(path)).choice
        for path in (
            folder / "west_berkshire_notices/notice_suppliers_first86.csv",
            folder / "lancashire_contracts_finder/burnley.json",
        )
        if path.exists()
    ]

    preview = preview_lists(EMPTY, choices)

    assert sum(preview.counts.values()) == preview.rows_read > 80
    totals = preview.totals
    assert totals.read == pytest.approx(
        totals.counted + totals.not_counted_twice + totals.refused, abs=0.05
    )
    apply_changes(EMPTY, preview.edit.changes(EMPTY))

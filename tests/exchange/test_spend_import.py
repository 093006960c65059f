"""Payments into the register: matched with its providers, every pound in one of five heaps."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from planner.exchange.any_list import preview_list
from planner.exchange.import_preview import ImportPreview, Outcome, preview_text
from planner.exchange.list_look import ListChoice, look_at
from planner.exchange.match_names import NameDecision
from planner.exchange.recognise import recognise
from planner.exchange.several_lists import preview_lists
from planner.exchange.spend_import import read_spend_lists
from planner.progress import Cancelled
from planner.register.edits import apply_changes
from planner.register.records import Council, Provider, Spend
from planner.register.register import Register

REGISTER = Register.build(
    Council("Testbury"),
    [
        Provider("alder", "Alder Care Limited"),
        Provider("birch", "Birch and Beech Housing Association of Testbury Limited"),
    ],
)
HEAD = "Supplier Name,Payment Date,Net Amount\n"
CUT = "Birch and Beech Housing Association"
BODY = (
    "ALDER CARE LTD,01/05/2024,100.00\nAlder Care Limited,31/03/2025,50.50\n"
    "Alder Care Ltd,01/04/2025,-20.25\nRedacted,02/05/2024,1000\nElm Repairs,02/05/2024,7.00\n"
    ",03/05/2024,3.00\nAlder Care Ltd,soon,4.00\n,,\nAlder Care Ltd,01/05/2024,lots\n"
)


def written(folder: Path, body: str = BODY, name: str = "paid.csv") -> ListChoice:
    path = folder / name
    path.write_text(HEAD + body)
    return ListChoice(path)


def money(preview: ImportPreview) -> dict[str, float]:
    return dict(preview.money or ())


def carried_out(register: Register, preview: ImportPreview) -> Register:
    return apply_changes(register, preview.edit.changes(register))


def test_each_pound_lies_in_one_heap_and_each_row_is_counted(tmp_path: Path) -> None:
    choice = written(tmp_path)
    assert recognise(choice.path) == "spend"
    preview = preview_list(REGISTER, choice)
    assert money(preview) == {
        "Paid in the list": 1144.25,
        "To providers of the register": 130.25,
        "To others": 7.0,
        "Names withheld or missing": 1003.0,
        "Without a date": 4.0,
    }
    assert preview.facts[0] == (
        "9 rows read: 6 payments, 1 credit note, 1 blank line, 1 refused"
    )  # fmt: skip
    assert "Elm Repairs £7" in preview.facts[1]
    assert [row.outcome for row in preview.rows] == ["added", "unchanged", "refused"]
    assert preview.rows[0].whom == "Alder Care Limited"
    text = preview_text(preview)
    assert "Services are made from" not in text
    assert "in 1 payment: that is no one supplier" in text
    spend = carried_out(REGISTER, preview).spend
    assert [(one.year, one.amount, one.payments, one.largest) for one in spend.values()] == [
        ("2024/25", 150.5, 2, 100.0),
        ("2025/26", -20.25, 1, 0.0),
    ]
    first = spend["alder/2024/25/paid.csv"]
    assert (first.covers_from, first.covers_to) == (
        datetime.date(2024, 5, 1),
        datetime.date(2025, 3, 31),
    )


def test_a_list_read_again_changes_nothing_and_a_mended_one_replaces(tmp_path: Path) -> None:
    register = carried_out(REGISTER, preview_list(REGISTER, written(tmp_path)))
    assert not preview_list(register, written(tmp_path)).changes_anything
    mended = preview_list(register, written(tmp_path, BODY.replace("100.00", "200.00")))
    assert mended.rows[0].outcome is Outcome.UPDATED
    assert carried_out(register, mended).spend["alder/2024/25/paid.csv"].amount == 250.5
    gone = preview_list(register, written(tmp_path, "Elm Repairs,02/05/2024,7.00\n"))
    assert not carried_out(register, gone).spend


def test_another_month_under_the_same_file_name_is_kept_beside_it(tmp_path: Path) -> None:
    register = carried_out(REGISTER, preview_list(REGISTER, written(tmp_path)))
    later = preview_list(register, written(tmp_path, "Alder Care Ltd,05/06/2026,9.00\n"))
    assert any("another list called paid.csv" in words for words in later.warnings)
    after = carried_out(register, later)
    assert len(after.spend) == 3
    assert after.spend["alder/2026/27/paid.csv (Jun 2026 to Jun 2026)"].amount == 9.0
    assert not preview_list(
        after, written(tmp_path, "Alder Care Ltd,05/06/2026,9.00\n")
    ).changes_anything


def test_names_the_list_cuts_off_go_on_the_review(tmp_path: Path) -> None:
    longs = [f"Some very long name of a supplier {n}"[:35].ljust(35, "x") for n in range(5)]
    body = "".join(f"{name},01/05/2024,1.00\n" for name in (*longs, CUT))
    choice = written(tmp_path, body)
    preview = preview_list(REGISTER, choice)
    assert any("cuts names off after 35 letters" in words for words in preview.warnings)
    (doubt,) = [one for one in preview.names_to_review if one.name == CUT]
    assert doubt.candidate == REGISTER.providers["birch"].name
    assert not preview.changes_anything
    decided = preview_list(REGISTER, choice, [doubt.decided(same=True)])
    assert [one.provider for one in carried_out(REGISTER, decided).spend.values()] == ["birch"]
    refused = preview_list(REGISTER, choice, [doubt.decided(same=False)])
    assert not refused.changes_anything
    assert doubt not in refused.names_to_review


def test_only_names_close_to_a_provider_are_asked_about(tmp_path: Path) -> None:
    choice = written(
        tmp_path,
        "Elm Repairs Group,01/05/2024,1\nElm Repair Group,01/05/2024,1\n"
        "Aldr Care Ltd,01/05/2024,1\n",
    )
    asked = preview_list(REGISTER, choice).names_to_review
    assert [one.name for one in asked] == ["Aldr Care Ltd"]
    same = NameDecision("Aldr Care Ltd", "Alder Care Limited", same=True)
    assert preview_list(REGISTER, choice, [same]).rows[0].whom == "Alder Care Limited"


def test_several_lists_are_one_import_with_a_sum_for_each(tmp_path: Path) -> None:
    names = ["april.csv", "may.csv"]
    looks = [
        look_at(ListChoice(written(tmp_path, f"Alder Care Ltd,0{n}/05/2024,{n}0\n", name).path))
        for n, name in enumerate(names, start=1)
    ]
    assert all(look.is_table and look.choice.kind == "spend" for look in looks)
    preview = preview_lists(REGISTER, [look.choice for look in looks])
    assert money(preview)["To providers of the register"] == 30.0
    found = carried_out(REGISTER, preview).spend.values()
    assert [(one.source, one.amount) for one in found] == [("april.csv", 10.0), ("may.csv", 20.0)]
    assert "2 lists of payments" in preview.edit.sentence(REGISTER)


def test_a_long_list_can_be_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    choice = written(tmp_path, "Alder Care Ltd,01/05/2024,1.00\n" * 5_001)

    def stop(done: int, total: int, text: str) -> None:
        if "5,000 rows" in text:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        read_spend_lists(REGISTER, [choice], report=stop)


def test_a_register_without_providers_is_told_what_to_do_first(tmp_path: Path) -> None:
    empty = Register.build(Council("Testbury"), [])
    preview = preview_list(empty, written(tmp_path))
    assert not preview.changes_anything
    assert any("import your contracts first" in words for words in preview.warnings)


def test_spend_is_a_record_like_the_others() -> None:
    paid = Spend("alder", "2024/25", "paid.csv", 1.0)
    register = Register.build(Council("T"), [*REGISTER.providers.values(), paid])
    assert list(register.spend) == ["alder/2024/25/paid.csv"]

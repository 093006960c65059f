"""Tables stand in straight columns and say "not known" for what is blank."""

from __future__ import annotations

import pytest

from planner.commands.printing import print_json, print_lines, print_table


def test_numbers_stand_right_and_words_left(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("Who", "Cost"), [("Alder Care", "£5"), ("Birch", "£1,200")])
    assert capsys.readouterr().out.splitlines() == [
        "  Who           Cost",
        "  Alder Care      £5",
        "  Birch       £1,200",
    ]


def test_a_blank_is_not_known_and_never_nought(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("Who", "People"), [("Alder Care", None), ("Birch", 12)])
    shown = capsys.readouterr().out.splitlines()
    assert shown[1].split("  ")[-1] == "not known"
    assert shown[2].endswith("       12")


def test_a_name_with_line_breaks_stays_in_its_row(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("Who", "What"), [("Alder\nCare", "x" * 80)])
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 2
    assert shown[1].startswith("  Alder Care  xxx")
    assert shown[1].endswith("...")


def test_headings_stand_alone_where_there_is_no_row(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("Who", "Cost"), [])
    assert capsys.readouterr().out == "  Who  Cost\n"


def test_long_sentences_are_folded(capsys: pytest.CaptureFixture[str]) -> None:
    print_lines(["word " * 60])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 96


def test_json_is_plain_ascii_for_every_console(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"name": "Café £"})
    assert capsys.readouterr().out == '{\n "name": "Caf\\u00e9 \\u00a3"\n}\n'

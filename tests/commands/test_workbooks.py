"""A register out to a workbook and back on the command line."""

from __future__ import annotations

import openpyxl
import pytest
from click.testing import CliRunner

from planner.cli import backstop
from planner.exchange.register_json import read_register
from planner.exchange.register_json import write_register as write_json
from planner.register.records import Contract, Council, Provider, Service
from planner.register.register import Register

REGISTER = Register.build(
    Council("Orrin"),
    [
        Service("care", "Home care", "must"),
        Provider("P1", "=1+1"),
        Provider("P2", "Beech"),
        Contract("C1", "Care north", "care", "P1"),
    ],
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("BACKSTOP_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write_json(REGISTER, tmp_path / "reg.json")
    return tmp_path


def run(*words):
    found = CliRunner().invoke(backstop, list(words))
    return found.exit_code, found.output


def test_a_register_goes_out_is_edited_and_comes_back(folder):
    code, output = run("export", "reg.json", "out.xlsx")
    assert code == 0
    assert "Edit it in Excel and take it back with: backstop import reg.json out.xlsx" in output
    book = openpyxl.load_workbook("out.xlsx")
    assert book["Providers"]["B2"].value == "=1+1"
    book["Services"]["C2"] = "needed"
    book["Providers"].delete_rows(3)
    book.save("out.xlsx")

    code, output = run("import", "reg.json", "out.xlsx", "--dry-run")
    assert code == 0
    assert "Services, row 2: Home care (care), Class: must → needed" in output
    assert "Providers, no row: Beech (P2)" in output
    assert read_register(folder / "reg.json") == REGISTER

    code, output = run("import", "reg.json", "out.xlsx")
    assert "Took the workbook out.xlsx: 1 changed; saved in reg.json as step 1." in output
    after = read_register(folder / "reg.json")
    assert after.services["care"].class_ == "needed"
    assert after.providers["P1"].name == "=1+1"
    assert set(after.providers) == {"P1", "P2"}

    code, output = run("import", "reg.json", "out.xlsx", "--delete-missing")
    assert "1 removed" in output
    assert set(read_register(folder / "reg.json").providers) == {"P1"}
    assert "there is nothing to take from the workbook" in run("import", "reg.json", "out.xlsx")[1]


def test_the_history_of_a_register_file_tells_conflicts(folder):
    assert run("new", "reg.backstop", "--council", "Orrin")[0] == 0
    run("template", "new.xlsx", "services")
    book = openpyxl.load_workbook("new.xlsx")
    book["Services"].append([None, "Home care", "must"])
    book.save("new.xlsx")
    assert "1 added" in run("import", "reg.backstop", "new.xlsx")[1]
    run("export", "reg.backstop", "one.xlsx")
    run("export", "reg.backstop", "two.xlsx")
    for name, class_ in (("one.xlsx", "needed"), ("two.xlsx", "could")):
        book = openpyxl.load_workbook(name)
        book["Services"]["C2"] = class_
        book.save(name)
    run("import", "reg.backstop", "one.xlsx")
    output = run("import", "reg.backstop", "two.xlsx")[1]
    assert "1 in conflict" in output
    assert "needed → could (was must)" in output
    assert "is as it was" in output
    assert "1 changed" in run("import", "reg.backstop", "two.xlsx", "--take-conflicts")[1]


def test_a_template_names_kinds_and_refuses_strange_ones(folder):
    assert run("template", "t.xlsx", "people-served")[0] == 0
    names = openpyxl.load_workbook("t.xlsx").sheetnames
    assert names == ["Register", "People served", "About the columns", "Choices"]
    code, output = run("template", "u.xlsx", "ghosts")
    assert code == 2
    assert "there is no kind of record called ghosts; use services, providers" in output
    assert not (folder / "u.xlsx").exists()


def test_a_mapping_has_no_use_for_a_workbook(folder):
    run("export", "reg.json", "out.xlsx")
    code, output = run("import", "reg.json", "out.xlsx", "--column", "title=Contract")
    assert code == 2
    assert "is a register workbook, whose columns are known" in output

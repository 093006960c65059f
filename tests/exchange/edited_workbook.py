"""A small register, its workbook edited as a person does, and what is taken from it."""

from __future__ import annotations

import datetime
import io

import openpyxl

from planner.exchange.register_workbook import write_register_workbook
from planner.exchange.workbook_changes import workbook_changes
from planner.register.changes import apply_changes
from planner.register.records import (
    Contract,
    Council,
    Event,
    Option,
    Place,
    Provider,
    Reserve,
    Scenario,
    Service,
    SupplyLink,
)
from planner.register.register import Register

TODAY = datetime.date(2026, 11, 21)
REGISTER = Register.build(
    Council("Orrin", 1_000_000.0, recovery_share=0.5),
    [
        Service("care", "Home care", "must", mtpd_days=1, market="care"),
        Service("meals", "Meals", "needed"),
        Provider("007", "Alder Ltd", company_number="01234567", turnover=100.5),
        Provider("P2", "=1+1"),
        Contract("C1", "Care north", "care", "007", start=datetime.date(2026, 4, 1),
                 end=datetime.date(2027, 3, 31), kpis=("on time", "same; carer")),
        Contract("C2", "Meals all", "meals", "P2"),
        Place("C1", "North", "standard", "council", 40),
        Place("C1", "South", "standard", "council", 10),
        SupplyLink("P2", "007", "partial", share=0.5),
        SupplyLink("P2", "007", "partial", share=0.25),
        Option("O1", "care", "in_house", areas=("North", "South"), needs=("standard",)),
        Reserve("R1", "General fund", 500.0, ("care",)),
        Scenario("S1", "Alder stops", events=(Event("insolvency", "007"),),
                 reserve_overrides={"R1": 250.0}),
    ],
)  # fmt: skip

WRITTEN: list[bytes] = []


class Edited:
    """A workbook of REGISTER that a person changes: sheets by name, columns by heading."""

    def __init__(self, folder):
        self.path = folder / "ours.xlsx"
        if not WRITTEN:
            write_register_workbook(REGISTER, self.path, TODAY)
            WRITTEN.append(self.path.read_bytes())
        self.book = openpyxl.load_workbook(io.BytesIO(WRITTEN[0]))

    def cell(self, sheet, row, heading):
        found = [cell.value for cell in self.book[sheet][1]]
        return self.book[sheet].cell(row, found.index(heading) + 1)

    def put(self, sheet, row, heading, value):
        self.cell(sheet, row, heading).value = value

    def add(self, sheet, **values):
        row = self.book[sheet].max_row + 1
        for heading, value in values.items():
            self.put(sheet, row, heading.replace("_", " "), value)
        return row

    def changes(self, register=REGISTER, exported=None):
        self.book.save(self.path)
        return workbook_changes(register, self.path, exported)


def taken(changes, register=REGISTER, also=()):
    edit = changes.edit(changes.taken_unasked | set(also))
    return apply_changes(register, edit.changes(register))


def the_one(changes):
    (one,) = changes.differences
    return one

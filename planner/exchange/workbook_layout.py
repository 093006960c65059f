"""How a register lies in a workbook: its sheets, the columns of each, and the marks they bear.

Writing and reading both start from here. One sheet stands for one kind of record, in the order of
the register; the events of scenarios have a sheet of their own, a row for each.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner import fields
from planner.field_types import Field, FieldType, RecordKind

FRONT = "Register"
EVENTS = "Scenario events"
KEPT_TEXTS = "Kept texts"
ABOUT = "About the columns"
CHOICES = "Choices"
OWN_SHEETS = (FRONT, EVENTS, KEPT_TEXTS, ABOUT, CHOICES)

FORM = "Form of this workbook"
FORM_NAME = "Backstop register workbook 1"
REVISION = "Made from revision"
MARK = "Mark of that revision"
MADE_ON = "Made on"
IS_TEMPLATE = "Template"

ROW_NAME = "Row in Backstop"
ROW_HELP = (
    "Names the row for Backstop, so that you may correct anything else in it. Leave it as it is; "
    "leave it blank in a new row."
)
SCENARIO = Field(
    "scenario",
    "Scenario",
    "The code of the scenario the event belongs to. Its rows stand in the order they happen in.",
    FieldType.LINK,
    links_to=("scenario",),
    required=True,
)
# What nobody edits in a cell, however short it is.
NEVER_IN_A_CELL = frozenset({("plan", "content")})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: its heading and the field it holds; None holds the row's name."""

    heading: str
    field: Field | None

    @property
    def help(self) -> str:
        """Return what the column is for, in a sentence or two."""
        return self.field.help if self.field else ROW_HELP


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet of a workbook: its name, the kind of its records and its columns.

    `kind` is None for the sheet of events.
    """

    name: str
    table: str
    kind: RecordKind | None
    columns: tuple[Column, ...]


def _layout_of(kind: RecordKind) -> SheetLayout:
    own = [Column(field.heading, field) for field in kind.fields if field.type != FieldType.EVENTS]
    if not kind.has_id:
        own.insert(0, Column(ROW_NAME, None))
    return SheetLayout(kind.label_plural, kind.plural, kind, tuple(own))


def _all_layouts() -> tuple[SheetLayout, ...]:
    made = []
    for kind in fields.KINDS:
        made.append(_layout_of(kind))
        if kind.name == "scenario":
            columns = [Column(field.heading, field) for field in (SCENARIO, *fields.EVENT.fields)]
            made.append(SheetLayout(EVENTS, "scenario_events", None, tuple(columns)))
    return tuple(made)


LAYOUTS = _all_layouts()


def layout_of(kind: str) -> SheetLayout:
    """Return the sheet of one kind of record; KeyError where there is none."""
    for layout in LAYOUTS:
        if layout.kind is not None and layout.kind.name == kind:
            return layout
    raise KeyError(f"no sheet holds {kind}")

"""What a field and a kind of record are: the words in which `planner.fields` declares them all."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class FieldType(StrEnum):
    """What a field holds."""

    CODE = "code"
    TEXT = "text"
    LONG_TEXT = "long text"
    WHOLE = "whole number"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    YES_NO = "yes or no"
    DATE = "date"
    CHOICE = "choice"
    LINK = "link"
    TEXTS = "list of texts"
    CHOICES = "list of choices"
    LINKS = "list of links"
    AMOUNTS = "amounts by record"
    EVENTS = "events"


LIST_TYPES = frozenset({FieldType.TEXTS, FieldType.CHOICES, FieldType.LINKS, FieldType.EVENTS})
NUMBER_TYPES = frozenset({FieldType.WHOLE, FieldType.NUMBER, FieldType.MONEY, FieldType.SHARE})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    `links_to` names the kinds of record whose id or key the field holds. `at_least` and `at_most`
    are inclusive limits in the field's own unit. `default` is the value of an absent field.
    `attribute` is the name of the field in Python.
    """

    name: str
    label: str
    help: str
    type: FieldType
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    links_to: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    default: Any = None
    short_heading: str = ""
    attribute: str = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        """Set the Python attribute: the name, with an underscore where it is a keyword."""
        object.__setattr__(self, "attribute", "class_" if self.name == "class" else self.name)

    @property
    def heading(self) -> str:
        """Return the heading of the field's column in Excel: the label with its unit."""
        label = self.short_heading or self.label
        return f"{label} ({self.unit})" if self.unit else label


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record: its names, its Python type and its fields.

    `plural` is the key of the list in every format. `key_fields` are the fields whose values name
    a record; kinds with an id have just that.
    """

    name: str
    plural: str
    label: str
    label_plural: str
    type: type[Any]
    fields: tuple[Field, ...]
    key_fields: tuple[str, ...] = ("id",)

    @property
    def has_id(self) -> bool:
        """Return whether records of this kind carry a code of their own."""
        return self.key_fields == ("id",)

    def field(self, name: str) -> Field:
        """Return the field called `name`; KeyError where there is none."""
        for declared in self.fields:
            if declared.name == name:
                return declared
        raise KeyError(f"{self.name} has no field {name}")

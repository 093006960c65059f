"""The values of one column over many records: themselves, their texts, or what they sort by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ui.table.columns import RecordColumn, itself

if TYPE_CHECKING:
    from planner.register.records import Record
    from planner.register.register import Register


def column_values(
    column: RecordColumn,
    what: str,
    keys: Sequence[str],
    records: Sequence[Record],
    register: Register,
) -> list[Any]:
    """Return one value a record: itself ("value"), its folded text ("text") or its sort key.

    What is not known has the text "" and the sort key None.
    """
    values: list[Any]
    if column.field is None:
        values = list(map(column.values.get, keys))
    else:
        values = list(map(attrgetter(column.field.attribute), records))
    if what == "value":
        return values
    if what == "text":
        return _each(column.folded(register), values, "")
    return _each(column.sort_key(register), values, None)


def _each(make: Callable[[Any], Any], values: list[Any], blank: str | None) -> list[Any]:
    """Return what `make` gives for each value that is known, with as few calls as may be."""
    if make is itself:
        return values
    if make is str.casefold and None not in values:
        return list(map(str.casefold, values))
    try:
        different = set(values)
    except TypeError:  # amounts by record cannot be looked up
        return [make(value) if value else blank for value in values]
    found = {value: blank if value is None or value == () else make(value) for value in different}
    return list(map(found.__getitem__, values))

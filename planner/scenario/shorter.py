"""A question with the periods in which nothing differs taken as one, which is quicker to answer.

Where people, places and the share of days past the limit are the same in several periods, the mean
of what is done in them is as good as what is done, in every objective: all of them are sums.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planner.scenario.outcome import Period
from planner.scenario.question import Question, Usable, mean_by_period

Floats = NDArray[np.float64]


def alike(every: Floats) -> tuple[list[int], NDArray[np.int64]]:
    """Return the first of each set of equal columns, and which set each column is in."""
    numbers: dict[bytes, int] = {}
    first: list[int] = []
    columns = np.ascontiguousarray(every.T)
    of_each = np.zeros(len(columns), dtype=np.int64)
    for at, column in enumerate(columns):
        key = column.tobytes()
        if key not in numbers:
            numbers[key] = len(first)
            first.append(at)
        of_each[at] = numbers[key]
    return first, of_each


def shorter(question: Question) -> tuple[Question, NDArray[np.int64]]:
    """Return the same question in fewer periods, and which of them each period is in.

    The new periods are counted in columns, not days: column k "starts" on day k and is as many days
    long as all its periods; what an option has on day k is its places times that length.
    """
    lengths = np.array([float(period.days) for period in question.periods])
    places = {
        id_: mean_by_period(usable.capacity, question.periods)
        for id_, usable in question.options.items()
    }
    first, column = alike(
        np.array(
            [
                *(group.displaced for group in question.groups),
                *(group.late_days / lengths for group in question.groups),
                *places.values(),
            ]
        )
    )
    days = np.bincount(column, lengths)
    late = [np.asarray(np.bincount(column, one.late_days), float) for one in question.groups]
    groups = tuple(
        replace(group, displaced=group.displaced[first], late_days=of_group)
        for group, of_group in zip(question.groups, late, strict=True)
    )
    options = {
        id_: _in_columns(usable, places[id_][first] * days)
        for id_, usable in question.options.items()
    }
    periods = tuple(Period(at, int(long)) for at, long in enumerate(days))
    return replace(question, periods=periods, groups=groups, options=options), column


def _in_columns(usable: Usable, capacity: Floats) -> Usable:
    return replace(usable, capacity=capacity, a_day_earlier=capacity)

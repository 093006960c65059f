"""Round numbers and dates for the axes of charts."""

from __future__ import annotations

import datetime
import math

from PySide6.QtCore import QRectF

ROUND = (1, 2, 2.5, 5, 10)


def nice_ticks(most: float, wanted: int = 5) -> tuple[float, ...]:
    """Return round numbers from 0 to at least `most`, about as many as wanted."""
    if most <= 0:
        return (0.0, 1.0)
    rough = most / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(part * power for part in ROUND if part * power >= rough * 0.999)
    return tuple(step * number for number in range(math.ceil(most / step - 1e-9) + 1))


def short_pounds(amount: float) -> str:
    """Return pounds for an axis or a small label: £0, £50k, £1.2m."""
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    size = abs(amount)
    if size >= 999_500:
        return f"{sign}£{size / 1e6:.2f}".rstrip("0").rstrip(".") + "m"
    if size >= 1000:
        return f"{sign}£{size / 1000:.1f}".removesuffix(".0") + "k"
    return f"{sign}£{size:.0f}"


def day_month(date: datetime.date) -> str:
    """Return a date on an axis: 4 Jan."""
    return f"{date.day} {date:%b}"


def across(box: QRectF, part: float) -> float:
    """Return the place in pixels of a part (0 to 1) of a box's width."""
    return box.left() + box.width() * part


def up(box: QRectF, part: float) -> float:
    """Return the place in pixels of a part (0 to 1) of a box's height, from its bottom."""
    return box.bottom() - box.height() * part

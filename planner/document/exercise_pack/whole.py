"""The workshop pack and the facilitator's list as documents."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from planner.document.blocks import Block
from planner.document.document import Document
from planner.document.exercise_framing import exercise_document
from planner.document.exercise_pack.book import PackBook
from planner.document.exercise_pack.cards import inject_cards, role_cards
from planner.document.exercise_pack.facilitators_list import facilitators_blocks
from planner.document.exercise_pack.forms import (
    decision_log,
    hot_debrief,
    observer_sheet,
    participant_sheet,
)
from planner.document.exercise_pack.instruction import briefing, instruction
from planner.plan.card import RoleCard
from planner.register.records import Exercise, Inject, Scenario
from planner.register.register import Register

PARTS: tuple[Callable[[PackBook], list[Block]], ...] = (
    instruction,
    briefing,
    role_cards,
    inject_cards,
    participant_sheet,
    observer_sheet,
    decision_log,
    hot_debrief,
)


def exercise_pack(
    register: Register,
    exercise: Exercise,
    injects: Sequence[Inject],
    scenario: Scenario,
    today: datetime.date,
    cards: Sequence[RoleCard] = (),
) -> Document:
    """Return what is printed and handed out; `cards` are the action cards of the plan."""
    book = PackBook(register, exercise, tuple(injects), scenario, today, tuple(cards))
    blocks = [block for part in PARTS for block in part(book)]
    return exercise_document(register, exercise, "Workshop pack", blocks, today)


def facilitators_list(
    register: Register,
    exercise: Exercise,
    injects: Sequence[Inject],
    scenario: Scenario,
    today: datetime.date,
) -> Document:
    """Return the main events list with expected actions, which players do not see."""
    book = PackBook(register, exercise, tuple(injects), scenario, today)
    blocks = facilitators_blocks(book)
    return exercise_document(register, exercise, "Facilitator’s list", blocks, today)

"""What can be done on the page Workshop."""

from __future__ import annotations

from ui.actions import Action

ACTIONS: tuple[Action, ...] = (
    Action("workshop.list", "All exercises", "Workshop", "Every exercise, to prepare or play."),
    Action(
        "workshop.prepare",
        "Script",
        "Workshop",
        "Aim, objectives, players and the main events list.",
        page="workshop",
    ),
    Action(
        "workshop.run",
        "Play",
        "Workshop",
        "The clock, the next event, decisions and what the model says.",
        icon="play",
        page="workshop",
    ),
    Action(
        "workshop.reveal",
        "Reveal",
        "Workshop",
        "The room beside the model's best response and beside doing nothing.",
        page="workshop",
    ),
    Action(
        "workshop.debrief",
        "Debrief",
        "Workshop",
        "What was seen of each objective, what went well and what to change.",
        page="workshop",
    ),
    Action(
        "workshop.learn",
        "Lessons",
        "Workshop",
        "What was learnt, by whom it is acted on, and what is due.",
    ),
)

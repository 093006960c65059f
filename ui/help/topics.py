"""The pages of the guide: their texts, their order, and which one belongs to what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import resources
from planner import fields
from planner.field_types import Field, RecordKind
from ui.actions import MENUS, Action

FOLDER = Path(resources.__file__).parent / "help"
CONTENTS = "contents"
MADE = ("fields", "commands")
"""Pages that are put together from the fields and the commands themselves."""

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
BY_VIEW: Mapping[tuple[str, str, str], str] = {
    ("register", "show", "board"): "class_board",
    ("register", "show", "import"): "import",
    ("register", "tab", "watch"): "watch_list",
    ("register", "tab", "findings"): "findings",
    ("dependence", "show", "measures"): "measures",
    ("dependence", "show", "lots"): "other_cuts",
    ("scenarios", "show", "builder"): "scenario_builder",
    ("scenarios", "show", "result"): "scenario_result",
    ("scenarios", "show", "sweep"): "every_provider",
    ("scenarios", "show", "pairs"): "pairs",
    ("scenarios", "show", "chance"): "chance",
    ("scenarios", "show", "levy"): "levy",
    ("scenarios", "show", "compare"): "compare",
    ("plans", "show", "prevention"): "prevention",
    ("plans", "show", "documents"): "documents",
    ("plans", "show", "preview"): "documents",
    ("workshop", "show", "run"): "workshop_play",
    ("workshop", "show", "reveal"): "workshop_learn",
    ("workshop", "show", "debrief"): "workshop_learn",
    ("workshop", "show", "learn"): "workshop_learn",
}
_BY_PAGE: Mapping[str, str] = {
    "": "welcome",
    "register": "register",
    "dependence": "dependence_map",
    "scenarios": "scenario_builder",
    "plans": "plans",
    "workshop": "workshop",
}


def topic_of(page: str, view: Mapping[str, str]) -> str:
    """Return the page of the guide for a page of the window and what it shows."""
    for (name, key, value), topic in BY_VIEW.items():
        if name == page and view.get(key) == value:
            return topic
    return _BY_PAGE.get(page, "window")


def topics() -> tuple[str, ...]:
    """Return all pages of the guide in the order of its contents."""
    found = (target.partition("#")[0] for _, target in links_of(_read(CONTENTS)))
    return tuple(name.removesuffix(".md") for name in found)


def title_of(topic: str, actions: Iterable[Action] = ()) -> str:
    """Return the title of a page."""
    first = text_of(topic, actions).split("\n", 1)[0]
    return first.lstrip("# ").strip()


def text_of(topic: str, actions: Iterable[Action] = ()) -> str:
    """Return a page as markdown; KeyError where there is none."""
    if topic == "fields":
        return _all_fields()
    if topic == "commands":
        return _all_commands(actions)
    if topic.startswith("field:"):
        kind, _, name = topic.removeprefix("field:").partition(".")
        return field_text(kind, name)
    return _read(topic)


def links_of(text: str) -> list[tuple[str, str]]:
    """Return the words and target of every link in a page."""
    return _LINK.findall(text)


def found(words: str, actions: Iterable[Action] = ()) -> tuple[str, ...]:
    """Return the pages that hold all of the words, those with them in the title first."""
    wanted = words.casefold().split()
    declared = tuple(actions)
    ranked = []
    for place, topic in enumerate(topics()):
        text = text_of(topic, declared).casefold()
        if all(word in text for word in wanted):
            title = text.split("\n", 1)[0]
            ranked.append((-sum(word in title for word in wanted), place, topic))
    return tuple(topic for _, _, topic in sorted(ranked))


def field_text(kind: str, name: str) -> str:
    """Return what a field means, as markdown; KeyError where there is no such field."""
    record = fields.COUNCIL if kind == "council" else fields.BY_NAME[kind]
    field = record.field(name)
    lines = [f"# {field.label}", "", f"*{record.label}.* {field.help}", ""]
    lines += [f"- {one}" for one in _particulars(field)]
    return "\n".join([*lines, "", f"[All fields of {record.label_plural.lower()}](fields.md)"])


def _particulars(field: Field) -> list[str]:
    found = ["It must be filled in." if field.required else "It may be left blank: not known."]
    if field.unit:
        found.append(f"In {field.unit}.")
    if field.choices:
        found.append(f"One of: {', '.join(fields.in_words(one) for one in field.choices)}.")
    if field.at_least is not None:
        found.append(f"At least {field.at_least:g}.")
    if field.at_most is not None:
        found.append(f"At most {field.at_most:g}.")
    return found


@lru_cache(maxsize=1)
def _all_fields() -> str:
    parts = ["# Fields", "", "What each field of the register means. Press F1 in a field for it."]
    for kind in fields.KINDS:
        parts += ["", f"## {kind.label_plural}", "", *(_line(kind, one) for one in kind.fields)]
    return "\n".join(parts)


def _line(kind: RecordKind, field: Field) -> str:
    return f"- [{field.label}](field:{kind.name}.{field.name}). {field.help}"


def _all_commands(actions: Iterable[Action]) -> str:
    parts = ["# Every command", "", "Find any of them with Ctrl+K. Keys stand at the end."]
    declared = tuple(actions)
    for menu in MENUS:
        own = [one for one in declared if one.menu == menu]
        if own:
            parts += ["", f"## {menu}", ""]
            parts += [
                f"- **{one.text}**. {one.tip}" + (f" ({', '.join(one.keys)})" if one.keys else "")
                for one in own
            ]
    return "\n".join(parts)


@lru_cache(maxsize=64)
def _read(topic: str) -> str:
    path = FOLDER / f"{topic}.md"
    if not topic.replace("_", "").isalnum() or not path.is_file():
        raise KeyError(f"the guide has no page {topic}")
    return path.read_text(encoding="utf-8")

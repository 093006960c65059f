"""Taking sentences out of words, runs and all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from planner.document.words import Rich, Run

END = re.compile(
    r"(?<!\bno)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)(?<!\be\.g)(?<!\bi\.e)"
    r"[.!?…][\"'”’)\]]*(?=\s+\S)|\n|\s·(?=\s)"
)
"""Where a sentence ends, with others after it."""
LABEL = 32
"""Words no longer than this, in bold, open a paragraph and say nothing without it."""


def spans(words: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence, the space after it included."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in END.finditer(words):
        after = end.end()
        while after < len(words) and words[after].isspace():
            after += 1
        if after > start:
            found.append((start, after))
        start = after
    return [*found, (start, len(words))] if start < len(words) else found


def cut(words: Rich, removed: list[tuple[int, int]]) -> Rich:
    """Return words without some stretches of them."""
    kept: list[Run] = []
    at = 0
    for run in words.runs:
        text = "".join(
            letter
            for place, letter in enumerate(run.text, start=at)
            if not any(first <= place < last for first, last in removed)
        )
        at += len(run.text)
        if text:
            kept.append(replace(run, text=text))
    return Rich(tuple(kept))


def without(words: Rich, tells: Callable[[str], bool], across: Callable[[str], bool]) -> Rich:
    """Return words without the sentences that tell something; none where a mere label is left.

    `across` is asked of all that is left, for what is told over the end of a sentence, such as a
    number cut in two by a full stop.
    """
    text = words.plain
    removed = [(first, last) for first, last in spans(text) if tells(text[first:last])]
    kept = cut(words, removed) if removed else words
    if across(kept.plain):
        return Rich(())
    if not removed:
        return words
    said = "".join(run.text for run in kept.runs if run.weight == "regular").strip()
    if not said.strip(" .,;:") and len(kept.plain.strip()) <= LABEL:
        return Rich(())
    return trimmed(kept)


def trimmed(words: Rich) -> Rich:
    """Return words without blanks at their ends."""
    runs = list(words.runs)
    while runs and not runs[-1].text.strip(" ·"):
        runs.pop()
    if runs:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" ·"))
    return Rich(tuple(runs))


def without_secret_runs(words: Rich) -> Rich:
    """Return words without runs marked secret, and without links that hold an address."""
    if not any(_is_secret(run) for run in words.runs):
        return words
    facts = _whole_facts(words)
    return trimmed(Rich(tuple(run for run in facts.runs if not _is_secret(run))))


def _is_secret(run: Run) -> bool:
    return bool(run.secret) or _address(run.link)


def _whole_facts(words: Rich) -> Rich:
    """Return words without sentences that a secret run leaves maimed.

    Those are facts of which but the name is left ("Turnover: "), and sentences that go on after
    the run ("Hold £5 more"); what ends with it may stay ("Made on 4 May, by somebody.").
    """
    maimed: list[tuple[int, int]] = []
    for first, last in spans(words.plain):
        left, after, at, secret = "", "", 0, False
        for run in words.runs:
            begin, end = max(first, at), min(last, at + len(run.text))
            if begin < end:
                text = run.text[begin - at : end - at]
                if _is_secret(run):
                    secret, after = True, ""
                else:
                    left, after = left + text, after + text
            at += len(run.text)
        goes_on = re.search(r"\w", after) and re.search(r"\w", left.removesuffix(after))
        if secret and (left.strip(" ·.").endswith(":") or goes_on):
            maimed.append((first, last))
    return cut(words, maimed) if maimed else words


def _address(link: str) -> bool:
    return link.casefold().startswith(("mailto:", "tel:"))

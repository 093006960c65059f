"""Workbooks and Word files made unfit: their members, the XML in them, and the archive itself."""

from __future__ import annotations

import io
import random
import re
import zipfile

from mutated_bytes import NASTY_NUMBERS, NASTY_TEXTS, as_bytes, mutated_bytes

_TEXT = re.compile(rb">([^<>]{1,200})<")
_VALUE = re.compile(rb'="([^"<>]{0,200})"')
_TAG = re.compile(rb"<(/?[A-Za-z:]+)([^<>]*)>")
_NAMES = ("../x", "/etc/x", "CON", "xl/../xl/workbook.xml", "a" * 300, "x\\y", "xl/vbaProject.bin")
BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b'<!ENTITY out SYSTEM "file:///etc/passwd">]>'
)
"""Entities that unfold to ten thousand million letters, and one that asks for another file."""


def mutated_archive(data: bytes, chance: random.Random) -> bytes:
    """Return a ZIP file with one to four members changed; now and then the archive itself."""
    if chance.random() < 0.15:
        return mutated_bytes(data, chance)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return mutated_bytes(data, chance)
    # Sheets and what names them matter most; the looks of a file seldom do.
    likely = [n for n, (name, _) in enumerate(parts) if "style" not in name and "theme" not in name]
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.choice(likely) if chance.random() < 0.85 else chance.randrange(len(parts))
        name, held = parts[at % len(parts)]
        match chance.randrange(14):
            case 0 if len(parts) > 1:
                parts.pop(at % len(parts))
                likely = list(range(len(parts)))
            case 1:
                parts.append((chance.choice(_NAMES), held))
            case 2:
                parts[at % len(parts)] = (chance.choice(_NAMES), held)
            case 3:
                parts.append((name, mutated_bytes(held, chance)))
            case 4:
                parts[at % len(parts)] = (name, mutated_bytes(held, chance))
            case _:
                parts[at % len(parts)] = (name, mutated_xml(held, chance))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, held in parts:
            # Warnings of two members with one name are the very point here.
            target.namelist()
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, held)
    found = made.getvalue()
    return mutated_bytes(found, chance) if chance.random() < 0.05 else found


def mutated_xml(data: bytes, chance: random.Random) -> bytes:
    """Return XML with texts, values and tags changed in a few places."""
    for _ in range(chance.choice((1, 2, 5))):
        match chance.randrange(8):
            case 0 | 1 | 2:
                data = _at_random(_TEXT, data, b">%s<", chance)
            case 3 | 4:
                data = _at_random(_VALUE, data, b'="%s"', chance)
            case 5:
                tags = list(_TAG.finditer(data))
                if tags:
                    tag = chance.choice(tags)
                    copies = chance.choice((0, 0, 2, 400))
                    data = data[: tag.start()] + tag.group() * copies + data[tag.end() :]
            case 6:
                tags = list(_TAG.finditer(data))
                if len(tags) > 2:
                    one, two = sorted(chance.sample(tags, 2), key=lambda tag: tag.start())
                    part = data[one.start() : two.end()][:5_000]
                    data = data[: two.end()] + part + data[two.end() :]
            case _:
                head = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
                if BOMB not in data:
                    data = data[:head] + BOMB + data[head:]
                    data = _TEXT.sub(lambda _: b">&j;&out;<", data, count=3)
    return data[:4_000_000]


def _at_random(what: re.Pattern[bytes], data: bytes, form: bytes, chance: random.Random) -> bytes:
    """Put another value where `what` matches, at one place chosen at random."""
    found = list(what.finditer(data))
    if not found:
        return data
    place = chance.choice(found)
    match chance.randrange(4):
        case 0:
            value = str(chance.choice(NASTY_NUMBERS)).encode()
        case 1:
            value = chance.choice(found).group(1)
        case 2:
            value = mutated_bytes(place.group(1), chance)
        case _:
            value = as_bytes(chance.choice(NASTY_TEXTS))
            if chance.random() < 0.8:
                value = value.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b'"', b"")
    return data[: place.start()] + form % value + data[place.end() :]

"""Reads a tagged PDF back and says what is wrong with its structure, in sentences."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.)*\)|<<|>>|<[0-9A-Fa-f\s]*>|\[|\]|/[^\s()<>\[\]/]*|[^\s()<>\[\]/]+",
    re.DOTALL,
)
TEXT = {b"Tj", b"TJ", b"'", b'"'}
PAINTS = TEXT | set(b"S s f F f* B B* b b* sh Do EI".split())
PATHS = set(b"m l c v y h re".split())
HEADINGS = {f"H{level}": level for level in range(1, 7)}
STANDARD = frozenset(
    {"Document", "Part", "Sect", "Div", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody"}
    | {"TR", "TH", "TD", "Figure", "Link", "TOC", "TOCI", "Note", "Span", "Caption", "BlockQuote"}
    | HEADINGS.keys()
)
INSIDE = {
    "TR": {"Table", "THead", "TBody"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "LI": {"L"},
    "Lbl": {"LI", "TOCI", "Note"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
"""The roles that stand only inside others (ISO 32000-1, 14.8.4.3)."""


@dataclass(eq=False)
class Node:
    """An element as read back, with its marks by page and the annotations it holds."""

    role: str
    entry: Any
    parent: Node | None
    kids: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    annotations: list[int] = field(default_factory=list)

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def attribute(self, name: str) -> Any:
        entry = self.entry.get("/A", [])
        for one in entry if isinstance(entry, list) else [entry]:
            if f"/{name}" in one.get_object():
                return one.get_object()[f"/{name}"]
        return None


class TaggedFile:
    """A PDF with its structure."""

    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(data))
        self.catalog = self.reader.trailer["/Root"]
        self.numbers = {
            page.indirect_reference.idnum: at for at, page in enumerate(self.reader.pages)
        }
        self.root = self._read(self.catalog["/StructTreeRoot"]["/K"][0], None, None)
        self.nodes = list(self.root.walk())

    def _read(self, reference: Any, parent: Node | None, page: int | None) -> Node:
        entry = reference.get_object()
        node = Node(entry["/S"][1:], entry, parent)
        own = self.numbers[entry.raw_get("/Pg").idnum] if "/Pg" in entry else page
        kids = entry.get("/K", ArrayObject())
        for kid in kids if isinstance(kids, ArrayObject) else [entry.raw_get("/K")]:
            found = kid.get_object() if isinstance(kid, IndirectObject) else kid
            if isinstance(found, int):
                node.marks.append((own, int(found)))
            elif found.get("/Type") == "/MCR":
                node.marks.append((self.numbers[found.raw_get("/Pg").idnum], found["/MCID"]))
            elif found.get("/Type") == "/OBJR":
                node.annotations.append(found.raw_get("/Obj").idnum)
            else:
                node.kids.append(self._read(kid, node, own))
        return node

    def problems(self) -> list[str]:
        """Return every fault found; none in a file that is as it should be."""
        return [
            *self._catalog_faults(),
            *self._mark_faults(),
            *self._parent_faults(),
            *self._element_faults(),
            *self._table_faults(),
            *self._heading_faults(),
            *self._link_faults(),
            *self._font_faults(),
            *self._bookmark_faults(),
        ]

    def _catalog_faults(self):
        catalog, info = self.catalog, self.reader.metadata
        if not catalog.get("/Lang"):
            yield "no language"
        if not catalog.get("/MarkInfo", {}).get("/Marked"):
            yield "not said to be tagged"
        if catalog.get("/ViewerPreferences", {}).get("/DisplayDocTitle") not in (True, "true"):
            yield "the title is not shown"
        if not info.title:
            yield "no title"
        told = catalog["/Metadata"].get_object().get_data().decode()
        for name, value in (("title", info.title), ("author", info.author)):
            plain = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            if f">{plain}<" not in told:
                yield f"the {name} of the metadata is not that of the properties"
        date = re.sub(r"D:(....)(..)(..)(..)(..)(..).*", r"\1-\2-\3T\4:\5:\6", info["/ModDate"])
        if f"<xmp:ModifyDate>{date}" not in told:
            yield "the date of the metadata is not that of the properties"

    def _mark_faults(self):
        owned = Counter(mark for node in self.nodes for mark in node.marks)
        painted = []
        for at, page in enumerate(self.reader.pages):
            faults, marks = marks_of(page.get_contents().get_data())
            yield from (f"page {at + 1}: {fault}" for fault in faults)
            painted += [(at, mark) for mark in marks]
        for mark, times in Counter(painted).items():
            if times > 1:
                yield f"mark {mark} stands {times} times on its page"
            if owned[mark] != 1:
                yield f"mark {mark} is in {owned[mark]} elements"
        for mark in owned.keys() - set(painted):
            yield f"mark {mark} of the structure is on no page"

    def _parent_faults(self):
        entries = self.catalog["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        keys = [int(key) for key in entries[::2]]
        tree = dict(zip(keys, entries[1::2], strict=True))
        if keys != sorted(set(keys)):
            yield "the parent tree is not in order"
        by_mark = {mark: node for node in self.nodes for mark in node.marks}
        by_annotation = {number: node for node in self.nodes for number in node.annotations}
        for at, page in enumerate(self.reader.pages):
            if page.get("/Tabs") != "/S":
                yield f"page {at + 1} is not read in the order of its structure"
            found = tree.get(page.get("/StructParents"), ArrayObject()).get_object()
            for mark, entry in enumerate(found):
                node = by_mark.get((at, mark))
                if node is None or node.entry.indirect_reference != entry.indirect_reference:
                    yield f"page {at + 1}: the way back from mark {mark} is wrong"
            if sum(1 for one, _ in by_mark if one == at) != len(found):
                yield f"page {at + 1}: the way back is {len(found)} long"
            for annotation in page.get("/Annots", ()):
                node = by_annotation.get(annotation.idnum)
                back = tree.get(annotation.get_object().get("/StructParent"))
                if node is None:
                    yield f"page {at + 1}: an annotation is in no element"
                elif back is None or back.idnum != node.entry.indirect_reference.idnum:
                    yield f"page {at + 1}: the way back from an annotation is wrong"

    def _element_faults(self):
        if self.root.role != "Document":
            yield "the structure does not begin with Document"
        for node in self.nodes:
            if node.role not in STANDARD:
                yield f"{node.role} is no standard role"
            if node.parent is not None and node.entry["/P"].get_object() != node.parent.entry:
                yield f"{node.role} has another parent"
            above = node.parent.role if node.parent else ""
            if node.role in INSIDE and above not in INSIDE[node.role]:
                yield f"{node.role} stands in {above}"
            if not (node.kids or node.marks or node.annotations) and node.role not in {"TD", "TH"}:
                yield f"an empty {node.role}"
            if node.role == "Figure":
                if not str(node.entry.get("/Alt", "")).strip():
                    yield "a Figure without words"
                if node.attribute("BBox") is None:
                    yield "a Figure without a place"

    def _table_faults(self):
        for table in (node for node in self.nodes if node.role == "Table"):
            rows = [node for node in table.walk() if node.role == "TR" and _table_of(node) is table]
            widths = {sum(int(cell.attribute("ColSpan") or 1) for cell in row.kids) for row in rows}
            if len(widths) > 1:
                yield f"a table with rows of {sorted(widths)} columns"
            if not any(cell.role == "TH" for row in rows for cell in row.kids):
                yield "a table without headings"
            for cell in (cell for row in rows for cell in row.kids if cell.role == "TH"):
                if cell.attribute("Scope") not in {"/Column", "/Row", "/Both"}:
                    yield "a heading of a table without a scope"

    def _heading_faults(self):
        before = 0
        for node in self.nodes:
            level = HEADINGS.get(node.role)
            if level is not None:
                if level > before + 1:
                    yield f"H{level} comes after H{before}"
                before = level

    def _link_faults(self):
        told = {}
        for page in self.reader.pages:
            for annotation in page.get("/Annots", ()):
                told[annotation.idnum] = str(annotation.get_object().get("/Contents", ""))
        for node in (node for node in self.nodes if node.role == "Link"):
            if not node.annotations:
                yield "a Link without an area"
            if not any(kid.marks for kid in node.walk()):
                yield "a Link without words"
            if not all(told.get(number, "").strip() for number in node.annotations):
                yield "the area of a Link is not described"

    def _font_faults(self):
        for page in self.reader.pages:
            for name, entry in page["/Resources"].get("/Font", DictionaryObject()).items():
                font = entry.get_object()
                described = font.get("/FontDescriptor", {}).get_object()
                if "/FontFile2" not in described:
                    yield f"font {name} is not embedded"
                if not isinstance(font.get("/ToUnicode", {}).get_object(), StreamObject):
                    yield f"font {name} does not say its characters"

    def _bookmark_faults(self):
        def entries(level):
            for one in level:
                if isinstance(one, list):
                    yield from entries(one)
                else:
                    yield one

        found = list(entries(self.reader.outline))
        if not found:
            yield "no bookmarks"
        for one in found:
            if self.reader.get_destination_page_number(one) is None:
                yield f"the bookmark {one.title} leads nowhere"


def _table_of(node: Node) -> Node | None:
    above = node.parent
    while above is not None and above.role != "Table":
        above = above.parent
    return above


def marks_of(content: bytes) -> tuple[list[str], list[int]]:
    """Return the faults of a page's marked content, and the numbers of its marks in order."""
    faults: list[str] = []
    marks: list[int] = []
    opened: list[bytes] = []
    in_text = in_path = False
    at_text = 0
    before: list[bytes] = []
    for token in TOKEN.findall(content):
        if token[:1] in b"(<[/>]" or re.fullmatch(rb"[+-]?[\d.]+", token):
            before.append(token)
            continue
        if token in {b"BDC", b"BMC"}:
            if in_path:
                faults.append("marked content begins in a path")
            if opened:
                faults.append("marked content within marked content")
            number = re.search(rb"/MCID (\d+)", b" ".join(before))
            if number:
                marks.append(int(number.group(1)))
            elif b"/Artifact" not in before:
                faults.append("marked content that is neither an element's nor an artifact")
            opened.append(token)
        elif token == b"EMC":
            if not opened or (in_text and len(opened) <= at_text):
                faults.append("marked content ends that was not begun here")
            else:
                opened.pop()
        elif token == b"BT":
            in_text, at_text = True, len(opened)
        elif token == b"ET":
            if len(opened) != at_text:
                faults.append("marked content and text are not nested")
            in_text, at_text = False, 0
        elif token in PAINTS and not opened:
            faults.append(f"{token.decode()} outside marked content")
        if token in PATHS:
            in_path = True
        elif token in PAINTS or token == b"n":
            in_path = False
        before = []
    if opened:
        faults.append("marked content that does not end")
    return faults, marks

"""What was done to files, in order; and what of it a kill or a cut of power would have left."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

HEAD = struct.Struct("=qqqq")


@dataclass(frozen=True, slots=True)
class Done:
    """One operation: its letter, path, offset or size, and the bytes or the new name."""

    kind: str
    path: str
    offset: int
    data: bytes


def read_trace(path: Path) -> list[Done]:
    """Return the operations that the injector recorded."""
    found, left = [], memoryview(path.read_bytes())
    while len(left) >= HEAD.size:
        kind, offset, path_length, length = HEAD.unpack_from(left)
        left = left[HEAD.size :]
        name = bytes(left[:path_length]).decode("utf-8", "surrogateescape")
        found.append(Done(chr(kind), name, offset, bytes(left[path_length : path_length + length])))
        left = left[path_length + length :]
    return found


@dataclass(slots=True)
class _File:
    """A file as programs see it and as it would be after a cut of power."""

    live: bytearray = field(default_factory=bytearray)
    kept: bytes = b""


@dataclass(frozen=True, slots=True)
class Tree:
    """Files by path, with their bytes, and folders."""

    files: Mapping[str, bytes]
    folders: frozenset[str]


class Disk:
    """Plays operations on a tree that was wholly on the disk at the start."""

    def __init__(self, start: Tree) -> None:
        self._live = {path: _File(bytearray(data), data) for path, data in start.files.items()}
        self._kept = dict(self._live)
        self._folders = set(start.folders)
        self._kept_folders = set(start.folders)

    def play(self, done: Done) -> None:
        """Do one operation."""
        path, live = done.path, self._live
        if done.kind == "C":
            live[path] = _File()
        elif done.kind == "W" and path in live:
            self._write(live[path].live, done.offset, done.data)
        elif done.kind == "T" and path in live:
            content = live[path].live
            del content[done.offset :]
            content.extend(bytes(done.offset - len(content)))
        elif done.kind == "S":
            self._flush(path)
        elif done.kind == "R":
            self._rename(path, done.data.decode("utf-8", "surrogateescape"))
        elif done.kind == "U":
            live.pop(path, None)
        elif done.kind == "M":
            self._folders.add(path)
        elif done.kind == "D":
            self._folders.discard(path)

    @staticmethod
    def _write(content: bytearray, offset: int, data: bytes) -> None:
        if len(content) < offset:
            content.extend(bytes(offset - len(content)))
        content[offset : offset + len(data)] = data

    def _flush(self, path: str) -> None:
        if path in self._live:
            self._live[path].kept = bytes(self._live[path].live)
            return
        # A folder: its names are on the disk, the bytes of its files are not for that.
        for names, kept in ((self._live, self._kept),):
            for name in [one for one in kept if _parent(one) == path and one not in names]:
                del kept[name]
            kept.update({name: one for name, one in names.items() if _parent(name) == path})
        self._kept_folders = {
            one for one in self._kept_folders if _parent(one) != path or one in self._folders
        } | {one for one in self._folders if _parent(one) == path}

    def _rename(self, old: str, new: str) -> None:
        if old in self._live:
            self._live[new] = self._live.pop(old)
            return
        for folder in [one for one in self._folders if _within(one, old)]:
            self._folders.discard(folder)
            self._folders.add(new + folder[len(old) :])
        for path in [one for one in self._live if _within(one, old)]:
            self._live[new + path[len(old) :]] = self._live.pop(path)

    def killed(self, torn: Done | None = None) -> Tree:
        """Return what stands when the program is killed now, perhaps amid a write."""
        files = {path: bytes(one.live) for path, one in self._live.items()}
        if torn is not None and torn.path in files:
            content = bytearray(files[torn.path])
            self._write(content, torn.offset, torn.data[: len(torn.data) // 2])
            files[torn.path] = bytes(content)
        return Tree(files, frozenset(self._folders))

    def without_power(self) -> Tree:
        """Return what stands when power is cut and nothing was kept that was not flushed."""
        return _rooted(Tree({p: one.kept for p, one in self._kept.items()}, self._kept_set()))

    def names_first(self) -> Tree:
        """Return what stands when power is cut and every name was kept, but no unflushed byte."""
        files = {path: one.kept for path, one in self._live.items()}
        return Tree(files, frozenset(self._folders))

    def partly(self, chance: random.Random) -> Tree:
        """Return what stands when power is cut and of unflushed files some were kept."""
        files = {
            path: bytes(one.live) if chance.random() < 0.5 else one.kept
            for path, one in self._live.items()
        }
        return Tree(files, frozenset(self._folders))

    def _kept_set(self) -> frozenset[str]:
        return frozenset(self._kept_folders)


def _rooted(tree: Tree) -> Tree:
    """Return a tree without what lies in folders that are not there."""

    def is_there(path: str) -> bool:
        return _parent(path) in tree.folders

    folders: set[str] = set()
    for folder in sorted(tree.folders, key=len):
        if _parent(folder) in folders or not any(_within(folder, one) for one in folders):
            folders.add(folder)
    files = {path: data for path, data in tree.files.items() if _parent(path) in folders}
    return Tree(files, frozenset(folders))


def _parent(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def cuts(trace: Sequence[Done], most: int, chance: random.Random) -> Iterator[int]:
    """Yield before how many operations to cut: each, or as many as asked, spread by chance."""
    real = [n for n, done in enumerate(trace) if done.kind != "A"]
    real.append(len(trace))
    yield from real if len(real) <= most else sorted(chance.sample(real, most))

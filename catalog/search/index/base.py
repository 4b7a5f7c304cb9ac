"""What an index is built of: arrays that are written once, kept in a folder and shared by all processes."""

import hashlib
import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Array = NDArray[Any]
# In front of a word that the title has; PostgreSQL's texts hold no zero byte.
IN_TITLE = "\0"


@dataclass(frozen=True)
class Entry:
    """A listing as the index knows it.

    Args:
        key: the 16 bytes of its id.
        listed_us: when it was listed, in microseconds since 1970.
        tokens: ``facet:value``.
        words: lexemes of all its text, and those of its title with `IN_TITLE` before them.
        names: title, synonyms and identifiers in lower case.
    """

    key: bytes
    listed_us: int
    tokens: Sequence[str] = ()
    words: Sequence[str] = ()
    names: Sequence[str] = ()


def name_hash(name: str) -> int:
    """Return the number under which a name is looked up; two names share one once in a trillion catalogues."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True)
class Rows:
    """A list of numbers for each position: those of position p are ``values[starts[p]:starts[p + 1]]``."""

    starts: Array
    values: Array

    @classmethod
    def of(cls, pairs: Array, size: int) -> Self:
        """Return the rows of sorted pairs, each a position in the upper half and a number in the lower."""
        owners = (pairs >> np.uint64(32)).astype(np.uint32)
        starts = np.zeros(size + 1, np.uint32)
        np.cumsum(np.bincount(owners, minlength=size), out=starts[1:])
        values = (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        return cls(starts, values.astype(np.min_scalar_type(int(values.max(initial=0)))))

    def row(self, position: int) -> list[int]:
        numbers: list[int] = self.values[self.starts[position] : self.starts[position + 1]].tolist()
        return numbers


class Bitmaps:
    """Bitmaps by number: those of a file are unpacked when they are first asked for, as most words never are."""

    def __init__(
        self, unpacked: Sequence[BitMap | None], packed: Array | None = None, ends: Array | None = None
    ) -> None:
        self._unpacked = list(unpacked)
        self._packed = packed
        self._ends = ends

    def __len__(self) -> int:
        return len(self._unpacked)

    def __getitem__(self, number: int) -> BitMap:
        bitmap = self._unpacked[number]
        if bitmap is None:
            assert self._packed is not None
            assert self._ends is not None
            start = int(self._ends[number - 1]) if number else 0
            bitmap = BitMap.deserialize(self._packed[start : int(self._ends[number])].tobytes())
            self._unpacked[number] = bitmap
        return bitmap

    def append(self, bitmap: BitMap) -> None:
        self._unpacked.append(bitmap)


@dataclass(frozen=True)
class Postings:
    """Names of tokens or words, and for each the positions that have it."""

    names: list[str]
    bitmaps: Bitmaps
    rows: Rows

    @classmethod
    def of(cls, names: list[str], owners: Array, numbers: Array, size: int) -> Self:
        """Return the postings of pairs of a position and the number of a name."""
        pairs = np.unique((numbers.astype(np.uint64) << np.uint64(32)) | owners)
        inverse = Rows.of(pairs, len(names))
        bitmaps = []
        for number in range(len(names)):
            bitmap = BitMap(inverse.values[inverse.starts[number] : inverse.starts[number + 1]].astype(np.uint32))
            bitmap.run_optimize()
            bitmap.shrink_to_fit()
            bitmaps.append(bitmap)
        pairs = ((pairs & np.uint64(0xFFFFFFFF)) << np.uint64(32)) | (pairs >> np.uint64(32))
        pairs.sort()
        return cls(names, Bitmaps(bitmaps), Rows.of(pairs, size))

    def save(self, folder: Path, name: str) -> None:
        parts = [self.bitmaps[number].serialize() for number in range(len(self.names))]
        np.save(folder / f"{name}.bitmaps.npy", np.frombuffer(b"".join(parts), np.uint8))
        np.save(folder / f"{name}.ends.npy", np.cumsum([len(part) for part in parts], dtype=np.uint64))
        (folder / f"{name}.json").write_text(json.dumps(self.names, ensure_ascii=False))
        np.save(folder / f"{name}.starts.npy", self.rows.starts)
        np.save(folder / f"{name}.values.npy", self.rows.values)

    @classmethod
    def open(cls, folder: Path, name: str) -> Self:
        names = json.loads((folder / f"{name}.json").read_text())
        rows = Rows(*(_mapped(folder, f"{name}.{part}") for part in ("starts", "values")))
        packed, ends = _mapped(folder, f"{name}.bitmaps"), _mapped(folder, f"{name}.ends")
        return cls(names, Bitmaps([None] * len(names), packed, ends), rows)


@dataclass(frozen=True)
class Base:
    """A catalogue at one moment, in the order of listing: positions rise with the moment, then with the key."""

    keys: Array
    listed_us: Array
    by_key: Array
    name_hashes: Array
    name_owners: Array
    tokens: Postings
    words: Postings

    @classmethod
    def of(cls, entries: Iterable[Entry], more_tokens: Iterable[tuple[str, bytes]] = ()) -> Self:
        """Build it of entries in the order of listing.

        Args:
            more_tokens: tokens and the keys of their owners, beside those that the entries name.
        """
        collected = _Collected()
        for entry in entries:
            collected.add(entry)
        for token, key in more_tokens:
            collected.tokens.add(collected.position[key], token)
        keys = np.frombuffer(b"".join(collected.position), "S16")
        hashes, owners = np.array(collected.hashes, np.uint64), np.array(collected.owners, np.uint32)
        order = np.argsort(hashes, kind="stable")
        size = len(keys)
        return cls(
            keys,
            np.array(collected.listed_us, np.int64),
            np.argsort(keys, kind="stable").astype(np.uint32),
            hashes[order],
            owners[order],
            collected.tokens.postings(size),
            collected.words.postings(size),
        )

    def save(self, folder: Path) -> None:
        """Write it into an empty folder."""
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))
        self.tokens.save(folder, "tokens")
        self.words.save(folder, "words")

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Map the files, which lie in memory once for all processes; a bitmap is read when it is first asked for.

        Raises:
            OSError: a file is missing.
            ValueError: a file is damaged.
        """
        arrays = {name: _mapped(folder, name) for name in _ARRAYS}
        return cls(**arrays, tokens=Postings.open(folder, "tokens"), words=Postings.open(folder, "words"))


_ARRAYS = ("keys", "listed_us", "by_key", "name_hashes", "name_owners")


def _mapped(folder: Path, name: str) -> Array:
    mapped: Array = np.load(folder / f"{name}.npy", mmap_mode="r")
    return mapped


class _Numbered:
    """Pairs of positions and numbered names, as they come."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.owners = array("I")
        self.values = array("I")

    def add(self, position: int, name: str) -> None:
        self.owners.append(position)
        self.values.append(self.numbers.setdefault(name, len(self.numbers)))

    def postings(self, size: int) -> Postings:
        owners, values = (np.frombuffer(part, np.uint32) for part in (self.owners, self.values))
        return Postings.of(list(self.numbers), owners, values, size)


class _Collected:
    def __init__(self) -> None:
        self.position: dict[bytes, int] = {}
        self.listed_us: list[int] = []
        self.hashes: list[int] = []
        self.owners: list[int] = []
        self.tokens = _Numbered()
        self.words = _Numbered()

    def add(self, entry: Entry) -> None:
        position = self.position[entry.key] = len(self.position)
        self.listed_us.append(entry.listed_us)
        for name in set(entry.names):
            self.hashes.append(name_hash(name))
            self.owners.append(position)
        for token in entry.tokens:
            self.tokens.add(position, token)
        for word in entry.words:
            self.words.add(position, word)

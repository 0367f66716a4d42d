"""Reports of a journal made ready to be compared; kept, because making them takes longer than comparing."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from nightglass.journal import schema
from nightglass.reading import encoder_version
from nightglass.recurrence import Telling, make_telling

if TYPE_CHECKING:
    from collections.abc import Callable

    from nightglass.journal.journal import Journal
    from nightglass.journal.values import Report

__all__ = ["keep_telling", "tellings"]


_FEW = 1000  # reports; of more, all that is kept is looked at


class _Packed(msgspec.Struct, frozen=True):
    steps: list[tuple[int, int]]
    vectors: bytes
    words: dict[str, float]


def _pack(telling: Telling) -> bytes:
    vectors = telling.vectors.astype(np.float16).tobytes()
    return zlib.compress(msgspec.msgpack.encode(_Packed(list(telling.steps), vectors, telling.words)), 6)


def _unpack(report: str, data: bytes) -> Telling:
    packed = msgspec.msgpack.decode(zlib.decompress(data), type=_Packed)
    count = max(0, 2 * len(packed.steps) - 1)
    vectors = np.frombuffer(packed.vectors, np.float16).astype(np.float32).reshape(count, -1)
    return Telling(report, tuple(packed.steps), vectors, packed.words)


def tellings(
    journal: Journal, reports: list[Report], progress: Callable[[float], None]
) -> tuple[dict[str, Telling], set[str]]:
    """Return the tellings of some reports, and the ids of those that were not kept and so are new here.

    One that another encoder made is made anew and kept at once; a new one is kept by `keep_telling`, when it has its
    place.
    """
    table = schema.tellings
    query = select(table)
    if len(reports) <= _FEW:
        query = query.where(table.c.report.in_([r.id for r in reports]))
    with journal.reading() as connection:
        kept = {row.report: (row.version, row.telling) for row in connection.execute(query)}
    found: dict[str, Telling] = {}
    version = encoder_version()
    new: set[str] = set()
    for done, report in enumerate(reports, 1):
        if report.id in kept and kept[report.id][0] == version:
            found[report.id] = _unpack(report.id, kept[report.id][1])
        else:
            found[report.id] = make_telling(report.id, report.text)
            if report.id in kept:
                keep_telling(journal, found[report.id])
            else:
                new.add(report.id)
        progress(done / len(reports))
    return found, new


def keep_telling(journal: Journal, telling: Telling) -> None:
    """Keep a telling: its report has its place now."""
    row = {"report": telling.id, "version": encoder_version(), "telling": _pack(telling)}
    table = schema.tellings
    with journal.writing() as connection:
        connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=[table.c.report], set_=row))

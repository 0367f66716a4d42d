"""Files on their way out: written to a private place, taken from it before the first byte is sent."""

from __future__ import annotations

import asyncio
import zipfile
from typing import TYPE_CHECKING, Any

from litestar.response import Stream

from nightglass.journal import back_up, give_out
from nightglass.journal.formats import EXPORTERS
from nightglass.web.held.private import PrivateFolder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path
    from typing import IO

    from nightglass.journal import Journal
    from nightglass.web.held.keeper import Keeper

__all__ = ["sent_backup", "sent_export"]

_PIECE = 1 << 18
_ENDINGS = {"jsonl": ".jsonl", "csv": ".csv", "markdown": ".zip", "parquet": ".parquet"}


class _LockedMeanwhileError(Exception):
    """The journal was locked while a file of it was under way: the connection breaks, so that the half shows."""


def sent_export(keeper: Keeper, form: str, name: str, *, everything: bool) -> Stream:
    """Return an answer that holds the open journal in some format; it is not encrypted.

    Before each piece it is asked whether the journal is still open; once it is locked the connection breaks.

    Parameters
    ----------
    keeper, form
        Whose journal to write, and as what: one of `EXPORTERS`.
    name
        Of the file, without its ending.
    everything
        Whether corrections, scripts, rehearsals and the like go with it, where the format can hold them.
    """
    journal, ending = keeper.journal, _ENDINGS[form]
    folder = PrivateFolder(journal.folder)
    try:
        written = folder.path / f"out{ending.replace('.zip', '')}"
        EXPORTERS[form].write(give_out(journal, everything=everything), written)
        opened = (_packed(written, folder.path / "out.zip") if written.is_dir() else written).open("rb")
    finally:
        folder.remove()  # what is open can still be read, and nothing of it is found any more
    return _sent(opened, f"{name}{ending}", lambda: keeper.is_open and keeper.journal is journal)


def sent_backup(journal: Journal, name: str) -> Stream:
    """Return an answer that holds an encrypted, verified backup."""
    folder = PrivateFolder(journal.folder)
    try:
        opened = back_up(journal, folder.path / "out.nightglass").open("rb")
    finally:
        folder.remove()
    return _sent(opened, f"{name}.nightglass", lambda: True)  # encrypted, so the lock need not end it


def _packed(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    return target


def _sent(opened: IO[Any], name: str, goes_on: Callable[[], bool]) -> Stream:
    size = opened.seek(0, 2)
    opened.seek(0)
    headers = {"content-disposition": f'attachment; filename="{name}"', "content-length": str(size)}
    return Stream(_parts(opened, goes_on), media_type="application/octet-stream", headers=headers)


async def _parts(opened: IO[Any], goes_on: Callable[[], bool]) -> AsyncIterator[bytes]:
    try:
        while part := await asyncio.to_thread(opened.read, _PIECE):
            if not goes_on():
                raise _LockedMeanwhileError
            yield part
    finally:
        opened.close()

"""One import at a time: a file that came, what was understood of it, and what was taken in, with the way back."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Literal

from nightglass.errors import NightglassError
from nightglass.journal import (
    JournalError,
    NotKeptError,
    local_zone,
    redo_taking_in,
    take_in_with_way_back,
    understand,
    undo_taking_in,
    with_settings,
)
from nightglass.journal.formats import FIELDS, IMPORTERS, FormatError, Options, columns_of, recognise, zone_named
from nightglass.web.held.private import PrivateFolder
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator
    from pathlib import Path

    from nightglass.journal import Item, Journal, TakenIn, Understood

__all__ = ["Arrival", "Intake"]

State = Literal["asking", "looking", "understood", "taking", "taken", "undone"]
_PIECE = 1 << 20
_PATIENCE, _PATIENCE_TAKING = 2.0, 30.0  # seconds to wait for what is under way


class _StoppedError(Exception):
    """The import was left."""


class Arrival:
    """A file that came to be taken in.

    Attributes
    ----------
    name
        As the person calls it.
    state
        ``asking`` what it is, ``looking`` through it, ``understood``, ``taking`` it in, ``taken``, ``undone``.
    form, zone, columns
        What it is taken for: its format, the time zone of its times, the columns of a table by field.
    header
        The names of a table's columns.
    trouble
        Why it could not be looked through or taken in, as one sentence.
    done, whole, items
        How far the look through it is: bytes of bytes where the format tells, and entries.
    """

    def __init__(self, name: str, folder: PrivateFolder) -> None:
        self.name, self.folder = name, folder
        self.path: Path = folder.new(name)
        self.state: State = "asking"
        self.form: str | None = None
        self.zone = local_zone()
        self.columns: dict[str, str] = {}
        self.header: list[str] = []
        self.trouble: str | None = None
        self.done = self.whole = self.items = 0
        self.found: Understood | None = None
        self.taken: TakenIn | None = None
        self.stopping = threading.Event()
        self.thread: threading.Thread | None = None

    @property
    def working(self) -> bool:
        """Whether something is under way that the person waits for."""
        return self.state in {"looking", "taking"}

    def told(self, done: int, whole: int) -> None:
        """Note how far the look through the file is."""
        self.done, self.whole = done, whole

    def checked(self, items: Iterable[Item]) -> Iterator[Item]:
        """Give on what an importer yields, until the import is left."""
        for item in items:
            self.going()
            self.items += 1
            yield item

    def going(self) -> None:
        """Stop whatever works for the import once it is left; importers ask this in all their loops."""
        if self.stopping.is_set():
            raise _StoppedError

    def fail(self, error: NightglassError) -> None:
        """Say why it could not be done, without the place where the file lies for a moment."""
        said, words = phrases().taking, str(error).replace(str(self.path), self.name)
        self.trouble = said.not_known if "--format" in words else said.no_dates if "--column" in words else words


class Intake:
    """The import of one journal; a new file takes the place of the one before.

    Parameters
    ----------
    home
        The person's folder, in which a file lies until it is understood.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self.arrival: Arrival | None = None

    async def receive(self, name: str, parts: AsyncIterator[bytes]) -> Arrival:
        """Keep a file that comes piece by piece, and find out what it is.

        Raises
        ------
        NotKeptError
            When there is no room for it.
        JournalError
            While another file is being taken in.
        """
        if self.arrival is not None and self.arrival.state == "taking":
            raise JournalError(phrases().taking.still_taking)
        await asyncio.to_thread(self.leave)
        arrival = Arrival(name.strip()[:200] or phrases().taking.nameless, PrivateFolder(self._home))
        try:
            await _keep(arrival.path, parts)
            await asyncio.to_thread(_recognise, arrival)
        except OSError as error:
            arrival.folder.remove()
            raise NotKeptError(phrases().taking.no_room.format(reason=error.strerror)) from None
        except BaseException:
            arrival.folder.remove()
            raise
        await asyncio.to_thread(self.leave)  # another may have come meanwhile
        self.arrival = arrival
        return arrival

    def look(self, journal: Journal, form: str | None, zone: str | None, columns: dict[str, str]) -> None:
        """Begin to look through the file.

        Raises
        ------
        JournalError
            When there is none, or it was not said what it is.
        """
        arrival = self._waiting("asking", "understood")
        if not arrival.path.exists():
            raise JournalError(phrases().taking.not_now)
        arrival.form = form if form in IMPORTERS else None
        if arrival.form is None:
            raise JournalError(phrases().taking.choose)
        try:
            arrival.zone = zone_named(zone or arrival.zone).key
        except FormatError:
            raise JournalError(phrases().taking.no_zone.format(zone=str(zone)[:60])) from None
        arrival.columns = {field: name for field, name in columns.items() if field in FIELDS and name}
        arrival.state, arrival.trouble, arrival.found = "looking", None, None
        arrival.done = arrival.whole = arrival.items = 0
        self._begin(arrival, lambda: _look(journal, arrival))

    def take(self, journal: Journal, then: Callable[[], None], *, settings: bool = False) -> None:
        """Begin to take in what was understood, its ``settings`` too if asked; ``then`` is called when it is done."""
        arrival = self._waiting("understood")
        if settings and arrival.found is not None:
            arrival.found = with_settings(arrival.found)
        arrival.state = "taking"
        self._begin(arrival, lambda: _take(journal, arrival, then))

    def undo(self, journal: Journal) -> None:
        """Put what came in into the bin."""
        arrival = self._waiting("taken")
        assert arrival.taken is not None
        undo_taking_in(journal, arrival.taken)
        arrival.state = "undone"

    def redo(self, journal: Journal) -> None:
        """Have it again."""
        arrival = self._waiting("undone")
        assert arrival.taken is not None
        assert arrival.found is not None
        redo_taking_in(journal, arrival.found, arrival.taken)
        arrival.state = "taken"

    def leave(self) -> None:
        """Forget the file and all that was read of it; what is being taken in goes on to its end."""
        arrival, self.arrival = self.arrival, None
        if arrival is None:
            return
        arrival.stopping.set()
        if arrival.thread is not None:
            arrival.thread.join(_PATIENCE_TAKING if arrival.state == "taking" else _PATIENCE)
        arrival.folder.remove()

    def _waiting(self, *states: State) -> Arrival:
        if self.arrival is None or self.arrival.state not in states:
            raise JournalError(phrases().taking.not_now)
        return self.arrival

    @staticmethod
    def _begin(arrival: Arrival, work: Callable[[], None]) -> None:
        arrival.thread = threading.Thread(target=work, name="intake", daemon=True)
        arrival.thread.start()


async def _keep(path: Path, parts: AsyncIterator[bytes]) -> None:
    """Write a file piece by piece, without standing in anybody's way."""
    with path.open("wb") as stream:
        held = bytearray()
        async for part in parts:
            held += part
            if len(held) >= _PIECE:
                await asyncio.to_thread(stream.write, bytes(held))
                held.clear()
        await asyncio.to_thread(stream.write, bytes(held))


def _recognise(arrival: Arrival) -> None:
    try:
        arrival.form = recognise(arrival.path)
        arrival.header, arrival.columns = columns_of(arrival.path, arrival.form)
    except FormatError as error:
        arrival.fail(error)


def _look(journal: Journal, arrival: Arrival) -> None:
    assert arrival.form is not None
    options = Options(zone=arrival.zone, columns=arrival.columns, progress=arrival.told, going=arrival.going)
    try:
        arrival.header = columns_of(arrival.path, arrival.form)[0]
        arrival.found = understand(journal, arrival.checked(IMPORTERS[arrival.form].read(arrival.path, options)))
        arrival.state = "understood"
    except _StoppedError:
        return
    except NightglassError as error:
        arrival.fail(error)
        arrival.state = "asking"
    except Exception:  # noqa: BLE001 - a stranger's file can be wrong in any way; nothing of it was taken in
        arrival.trouble = phrases().taking.unforeseen
        arrival.state = "asking"
    if arrival.found is not None and not arrival.header:
        arrival.folder.remove()  # nothing is read from it again


def _take(journal: Journal, arrival: Arrival, then: Callable[[], None]) -> None:
    assert arrival.found is not None
    try:
        arrival.taken = take_in_with_way_back(journal, arrival.found)
    except NightglassError as error:
        arrival.fail(error)
        arrival.state = "understood"
        return
    arrival.state = "taken"
    arrival.folder.remove()
    then()

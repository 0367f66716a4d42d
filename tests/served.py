"""The app served for a test, on a port of its own, with a journal that is quick to open."""

from __future__ import annotations

import atexit
import datetime as dt
import re
import shutil
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from invented_dreams import FERRY, KILN, SINGLE
from nightglass.course import Phase
from nightglass.journal import (
    Journal,
    Night,
    Report,
    Waking,
    init_journal,
    keep_night,
    keep_phase,
    keep_rehearsal,
    keep_script,
    new_id,
    night_of,
    now,
    read_new,
    recognise_recurrences,
    recurrences,
    reports,
    save_night,
    scripts,
)
from nightglass.journal import report as find
from nightglass.journal.keys import Cost
from nightglass.rescript import Rehearsal
from nightglass.web import Keeper, Sessions, bind, dimming, make_server
from nightglass.web.door import binding

if TYPE_CHECKING:
    from collections.abc import Iterator

CHEAP = Cost(passes=1, memory=64, threads=1)
PASSPHRASE = "four or five words"


class Served:
    """An app that answers: its address, what is behind it, and a client with a browser's manners."""

    def __init__(self, address: str, keeper: Keeper, sessions: Sessions) -> None:
        self.keeper, self.sessions = keeper, sessions
        self.address = address
        self.client = httpx.Client(base_url=address, headers={"origin": address}, timeout=30)

    @property
    def journal(self) -> Journal:
        return self.keeper.journal

    def way_in(self) -> str:
        """Return an address that lets one browser in."""
        return f"{self.address}/enter?token={self.sessions.issue('desk')}"

    def enter(self) -> None:
        """Let the client in."""
        assert self.client.get(self.way_in()).status_code == 303

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, **more)

    def token(self) -> str:
        """Return the token that forms carry."""
        return str(self.client.get("/pulse", headers={"accept": "application/json"}).json()["csrf"])

    def post(self, path: str, fields: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        """Post a form, as a browser does."""
        return self.client.post(path, data={"_csrf_token": self.token(), **(fields or {})}, **more)


class _Server:
    """A server in a thread; one serves test after test, for putting an app together takes longer than most tests."""

    def __init__(self) -> None:
        self.keeper, self.sessions, listener = Keeper(Path(tempfile.gettempdir())), Sessions(), bind(0)
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.free = True
        ready = threading.Event()
        self._server = make_server(self.keeper, self.sessions, listener, lambda _: ready.set())
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        assert ready.wait(30)

    def begin(self, folder: Path) -> None:
        """Serve the journal in a folder as an app does that was just started."""
        self.free = False
        Sessions.__init__(self.sessions, opening=lambda: self.keeper.opening)
        Keeper.__init__(self.keeper, folder)

    def end(self) -> None:
        """Be ready for the next one."""
        self.keeper.lock()
        self.keeper.ahead.wait("course", 10)
        self.free = True
        if self._server.phone.door is not None:  # something is left of whom it served
            _standing.remove(self)
            self.stop()

    def stop(self) -> None:
        """End the server."""
        self._server.should_exit = True
        self._thread.join(30)


_standing: list[_Server] = []


def stop_all() -> None:
    """End the servers; when the interpreter ends it is too late for that."""
    while _standing:
        _standing.pop().stop()


def _a_server() -> _Server:
    found = next((s for s in _standing if s.free), None)
    if found is None:
        found = _Server()
        _standing.append(found)
    return found


def _make(folder: Path) -> None:
    """Make a journal, as a copy of one that was made before."""
    if not _made:
        _made.append(Path(tempfile.mkdtemp(prefix="nightglass-made-")))
        init_journal(PASSPHRASE, _made[0] / "home", CHEAP)[0].close()
        atexit.register(shutil.rmtree, _made[0], ignore_errors=True)
    shutil.copytree(_made[0] / "home", folder)


_made: list[Path] = []


@contextmanager
def serving(folder: Path, *, opened: bool = True, made: bool = True) -> Iterator[Served]:
    """Serve a journal in a folder; ``opened`` leaves it open, ``made`` makes one first."""
    if made:
        _make(folder)
    looked = binding._own_address
    binding._own_address = lambda: "127.0.0.2"  # the address for a phone: no test looks at this machine's own network
    hour, dimming._hour = dimming._hour, lambda: 12  # a page of the day looks the same whenever the tests run
    server = _a_server()
    server.begin(folder)
    if opened and made:
        server.keeper.unlock(PASSPHRASE)
        server.keeper.reader.wake()  # a test does not wait until it is still
    served = Served(server.address, server.keeper, server.sessions)
    try:
        yield served
    finally:
        served.client.close()
        server.end()
        binding._own_address = looked
        dimming._hour = hour


def forms(page: str) -> list[str]:
    """Return where the forms of a page go."""
    return re.findall(r'<form[^>]*action="([^"]*)"', page)


def add_dream(journal: Journal, text: str, night: dt.date, *, read: bool = True, **more: Any) -> str:
    """Keep a report and its night, read it, and return its id."""
    report = Report(id=new_id(), night=night, text=text, **more)
    keep_night(
        journal, Night(date=night, state="badly", nightmares=1, distress=6, wakings=(Waking(feeling="fear"),)), [report]
    )
    if read:
        read_new(journal, [report])
    return report.id


def pages(journal: Journal) -> dict[str, str]:
    """Return the address of every page by a name for it, with things of this journal in those that need one."""
    told = max(recurrences(journal), key=lambda r: len(r.reports), default=None)
    last = [find(journal, identity) for identity in told.reports[-8:]] if told else []
    report = max(last, key=lambda r: len(r.text)) if last else next(reports(journal, newest_first=True), None)
    script = next(iter(scripts(journal)), None)
    found = {
        "tonight": "/", "breathing": "/breathe", "grounding": "/grounding", "note": "/note", "care": "/care",
        "nights": "/nights", "recurrences": "/recurrences", "scripts": "/scripts", "course": "/course",
        "search": "/search", "import": "/import", "export": "/export", "settings": "/settings", "phone": "/phone",
        "how": "/how", "bin": "/settings/bin", "restore": "/restore",
    }  # fmt: skip
    if report is not None:
        found |= {
            "night": f"/nights/{report.night}",
            "after": f"/tonight/after/{report.night}",
            "dream": f"/dreams/{report.id}",
            "dream-shown": f"/dreams/{report.id}?show=yes",
            "dream-edit": f"/dreams/{report.id}/edit",
            "script-new": f"/scripts/new?report={report.id}",
        }
    if told is not None:
        found |= {"recurrence": f"/recurrences/{told.id}", "recurrence-shown": f"/recurrences/{told.id}?show=yes"}
    if script is not None:
        found |= {"script": f"/scripts/{script.id}", "rehearsal": f"/scripts/{script.id}/rehearse"}
    return found


def lived_in(journal: Journal) -> None:
    """Fill a journal with two months: nights of every kind, two dreams that come back, a script, rehearsals, phases."""
    last = night_of(now())
    first = last - dt.timedelta(days=60)
    for k in range(0, 60, 2):
        save_night(journal, Night(date=first + dt.timedelta(days=k), state="quiet", sleep_quality=6))
    for k, text in enumerate((*FERRY, *KILN, *SINGLE)):
        add_dream(journal, text, first + dt.timedelta(days=4 * k + 1), title=f"dream {k + 1}")
    recognise_recurrences(journal)
    report = next(reports(journal))
    script = keep_script(journal, "The oars are light. I row to the other bank.", report=report.id, title="The bank")
    for k in range(5):
        moment = now() - dt.timedelta(days=k)
        keep_rehearsal(
            journal,
            Rehearsal(id=new_id(), script=script.id, at=moment, minutes=10, distress_before=6, distress_after=3),
        )
    keep_phase(journal, Phase("baseline", first, first + dt.timedelta(days=29)), last)
    keep_phase(journal, Phase("rehearsal", first + dt.timedelta(days=30)), last)

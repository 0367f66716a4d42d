"""Keep a night with its reports in one step, and read what was new afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.errors import NightglassError
from nightglass.journal.nights import check_night, night_in, put_night
from nightglass.journal.reports import put_report
from nightglass.text import check_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.journal.journal import Journal
    from nightglass.journal.values import Night, Report

__all__ = ["keep_night", "read_new"]


def keep_night(journal: Journal, night: Night, reports: Sequence[Report] = ()) -> None:
    """Keep a night and reports of it, all in one transaction: when this returns they survive a power cut.

    Raises
    ------
    NightglassError
        When one of them cannot be kept; then none is.
    """
    check_night(night)
    for report in reports:
        check_report(report.text, "the report")
    with journal.writing() as connection:
        put_night(connection, night)
        for report in reports:
            put_report(connection, report)


def read_new(journal: Journal, reports: Sequence[Report]) -> None:
    """Read reports that were just kept; where the night's state is unknown, a bad dream found in them makes it known.

    A reading that fails loses nothing: what was written is kept already, and is read another time.
    """
    if not reports:
        return
    from nightglass.journal.readings import put_reading  # noqa: PLC0415 - the reader costs start-up time
    from nightglass.reading import read  # noqa: PLC0415

    for report in reports:
        try:
            reading = read(report.text, report.dreamer)
        except NightglassError:
            continue
        kind = reading.facets.get("kind")
        with journal.writing() as connection:
            put_reading(connection, report.id, reading)
            night = night_in(connection, report.night)
            if night.state == "unknown" and kind is not None and kind.value in {"bad", "nightmare"}:
                put_night(connection, msgspec.structs.replace(night, state="badly"))

"""The course as files for a therapist: charts on paper's colours, numbers as tables; no text of any dream."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from nightglass.course import Gaps, Rate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from nightglass.course import Phase
    from nightglass.web.shown.looking_back import LookedBack

__all__ = ["FILES", "course_file"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")  # what a spreadsheet would run


def course_file(name: str, found: LookedBack) -> tuple[bytes, str] | None:
    """Return what a file holds and its kind (MIME); None where there is no such file, or too little to draw it."""
    make = FILES.get(name)
    return make(found) if make is not None else None


def _course_svg(found: LookedBack) -> str:
    from nightglass.pictures import course_svg  # noqa: PLC0415 - takes a second to load

    return course_svg(found.nights, [kept.phase for kept in found.phases] if found.trouble is None else ())


def _gaps_svg(found: LookedBack) -> str | None:
    from nightglass.pictures import gaps_svg  # noqa: PLC0415

    gaps = found.course.gaps if found.course is not None else None
    return gaps_svg(gaps) if isinstance(gaps, Gaps) else None


def _svg(draw: Callable[[LookedBack], str | None]) -> Callable[[LookedBack], tuple[bytes, str] | None]:
    def make(found: LookedBack) -> tuple[bytes, str] | None:
        drawn = draw(found)
        return (drawn.encode("utf-8"), "image/svg+xml") if drawn else None

    return make


def _png(draw: Callable[[LookedBack], str | None]) -> Callable[[LookedBack], tuple[bytes, str] | None]:
    def make(found: LookedBack) -> tuple[bytes, str] | None:
        from nightglass.pictures import to_png  # noqa: PLC0415

        drawn = draw(found)
        return (to_png(drawn), "image/png") if drawn else None

    return make


def _weeks(found: LookedBack) -> tuple[bytes, str]:
    rows: list[tuple[object, ...]] = [
        ("first_night", "last_night", "bad", "known", "unknown", "percent_bad", "low_95", "high_95")
    ]
    for point in found.points:
        r = point.rate
        if isinstance(r, Rate):
            shares = (f"{100 * share:.1f}" for share in (r.share, r.low, r.high))
            rows.append((point.begin, point.end, r.bad, r.known, r.unknown, *shares))
        else:  # fewer known nights than a share takes
            nights = (point.end - point.begin).days + 1
            rows.append((point.begin, point.end, "", r.have, nights - r.have, "", "", ""))
    return _table(rows)


def _nights(found: LookedBack) -> tuple[bytes, str]:
    rows: list[tuple[object, ...]] = [
        ("night", "state", "nightmares", "distress_0_to_10", "felt_on_waking", "tracked", "came_back", "phase")
    ]
    for night in found.nights:
        felt = (", ".join(sorted(feelings)) for feelings in night.feelings)
        lists = ("; ".join(part) for part in (felt, sorted(night.contexts), sorted(night.recurrences)))
        phase = next(
            (p.name for p in _phases(found) if p.begin <= night.date and (p.end or night.date) >= night.date), ""
        )
        rows.append((night.date, night.state, night.nightmares, night.distress, *lists, phase))
    return _table(rows)


def _phases(found: LookedBack) -> Sequence[Phase]:
    """Return the phases, the one that began last first, as one that goes on ends where the next begins."""
    return [kept.phase for kept in reversed(found.phases)]


def _table(rows: Iterable[tuple[object, ...]]) -> tuple[bytes, str]:
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        table.writerow([_guarded("" if cell is None else str(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig"), "text/csv"


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


FILES: dict[str, Callable[[LookedBack], tuple[bytes, str] | None]] = {
    "course.png": _png(_course_svg),
    "course.svg": _svg(_course_svg),
    "gaps.png": _png(_gaps_svg),
    "gaps.svg": _svg(_gaps_svg),
    "weeks.csv": _weeks,
    "nights.csv": _nights,
}

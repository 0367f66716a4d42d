"""The course of the nights: how often over time, with phases and intervals; the gaps, with today's place in them."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import msgspec

from nightglass.course import NotYet, Rate
from nightglass.pictures.look import DARK, LIGHT, SERIF, Palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from nightglass.course import Gaps, Night, Phase

__all__ = ["CoursePoint", "course_points", "course_svg", "gaps_svg", "gaps_terminal", "to_png"]

_SPAN = 28  # nights in one point of the course


class _Size(msgspec.Struct, frozen=True):
    """How large a chart is drawn: pixels of its field and its letters, and how many dates fit below it."""

    width: int
    height: int
    low: int
    letters: int
    dates: int


_WIDE = _Size(760, 260, 180, 12, 8)
_NARROW = _Size(262, 240, 200, 14, 3)  # for a window of 360 pixels, where nothing is slid sideways
_MONTH, _MONTHS_TOLD_BY_DAY = 30.4, 3


class CoursePoint(msgspec.Struct, frozen=True):
    """Four weeks of the course: their first and last night, and how many of them were bad."""

    begin: dt.date
    end: dt.date
    rate: Rate | NotYet


def course_points(nights: Sequence[Night]) -> tuple[CoursePoint, ...]:
    """Return the course four weeks at a time; with fewer than seven known nights nothing is said of them."""
    from nightglass.course import find_rate  # noqa: PLC0415 - what counts costs start-up time

    parts = (nights[k : k + _SPAN] for k in range(0, len(nights), _SPAN))
    return tuple(CoursePoint(part[0].date, part[-1].date, find_rate(part)) for part in parts)


def course_svg(
    nights: Sequence[Night],
    phases: Sequence[Phase] = (),
    *,
    dark: bool = False,
    page: Palette | None = None,
    narrow: bool = False,
) -> str:
    """Draw the share of bad nights, four weeks a point, with 95 % intervals, and the phases behind them.

    Parameters
    ----------
    nights, phases
        The nights in order, every evening once, and the phases.
    dark
        Light on dark, for the night; else dark on light, for paper.
    page
        For a picture within a page that has its own heading: the page's colours, as ``var(--ink)``.
    narrow
        Whether it is for a window of a phone.

    Notes
    -----
    Four weeks with fewer than seven known nights have no point.
    """
    import altair as alt  # noqa: PLC0415 - takes a second to load

    p, size = page or (DARK if dark else LIGHT), _NARROW if narrow else _WIDE
    points = [_row(point, point.rate) for point in course_points(nights) if isinstance(point.rate, Rate)]
    across = alt.X("date:T", title=None, **_across(nights, phases, size))
    scale = alt.Scale(domain=[0, 100])
    named = "bad nights, % of the known" if narrow else "bad nights of the known ones, %"
    up = alt.Y("share:Q", title=named, scale=scale, axis=alt.Axis(aria=False))
    base = alt.Chart(alt.InlineData(values=points)).encode(x=across)
    layers: list[alt.Chart] = []
    if phases and nights:
        layers += _bands(phases, nights[-1].date, p, size)
    layers.append(
        base.mark_rule(color=p.dim, strokeWidth=1.4, aria=False).encode(y=alt.Y("low:Q", scale=scale), y2="high:Q")
    )
    layers.append(base.mark_line(color=p.threat, strokeWidth=1.2, opacity=0.7, aria=False).encode(y=up))
    layers.append(base.mark_point(filled=True, size=60, color=p.threat, opacity=1).encode(y=up, description="words:N"))
    title = "How often, four weeks at a time"
    chart = alt.layer(*layers).properties(width=size.width, height=size.height)
    return _drawn(chart, p, title, size, inside=page is not None)


def _across(nights: Sequence[Night], phases: Sequence[Phase], size: _Size) -> dict[str, Any]:
    """Return the axis of time, from the first night, or phase, to the last night."""
    import altair as alt  # noqa: PLC0415

    if not nights:
        return {"axis": alt.Axis(labelAngle=0, aria=False)}
    last = nights[-1].date
    first = min([nights[0].date, *(p.begin for p in phases if p.begin <= last)])
    ends = [alt.DateTime(year=d.year, month=d.month, date=d.day) for d in (first, max(last, first + dt.timedelta(1)))]
    axis = alt.Axis(labelAngle=0, aria=False, labelOverlap=True, **_dates((last - first).days, size.dates))
    return {"axis": axis, "scale": alt.Scale(domain=ends)}


def _dates(days: int, most: int) -> dict[str, Any]:
    """Return where dates stand below so many days, and how they are written: no two of them alike."""
    months = max(1, round(days / _MONTH))
    if days < _MONTHS_TOLD_BY_DAY * _MONTH:
        weeks = max(1, -(-days // (7 * (most + 1))))
        return {"format": "%-d %b", "tickCount": {"interval": "week", "step": weeks}}
    step = next((s for s in (1, 2, 3, 4, 6, 12) if months <= s * most), None)
    if step is None:
        return {"format": "%Y", "tickCount": {"interval": "year", "step": -(-months // (12 * most))}}
    return {"format": "%b %Y", "tickCount": {"interval": "month", "step": step}}


def _row(point: CoursePoint, rate: Rate) -> dict[str, Any]:
    middle = point.begin + dt.timedelta(days=((point.end - point.begin).days + 1) // 2)
    share, low, high = (100 * part for part in (rate.share, rate.low, rate.high))
    words = (
        f"{_day(point.begin)} to {_day(point.end)}: {rate.bad} of {rate.known} known nights, "
        f"{share:.0f} % ({low:.0f} to {high:.0f} %)"
    )
    return {"date": middle.isoformat(), "words": words, "share": share, "low": low, "high": high}


def _day(date: dt.date) -> str:
    return f"{date.day} {date:%B %Y}"


def _bands(phases: Sequence[Phase], last: dt.date, p: Palette, size: _Size) -> list[Any]:
    """Return the phases as bands behind everything, each with its name above; where it is narrow, in steps."""
    import altair as alt  # noqa: PLC0415

    rows = [_phase(k, phase, last) for k, phase in enumerate(phases) if phase.begin <= last]
    behind = alt.Chart(alt.InlineData(values=rows))
    shade = alt.Color("shade:N", scale=alt.Scale(domain=["0", "1"], range=[p.panel, p.rule]), legend=None)
    names = [
        alt.Chart(alt.InlineData(values=[row]))
        .mark_text(align="left", dx=4, dy=10, color=p.dim, fontSize=size.letters, aria=False)
        .encode(x="begin:T", y=alt.value(17 * (k % 3) if size is _NARROW else 0), text="name:N")
        for k, row in enumerate(rows)
    ]
    return [
        behind.mark_rect(opacity=0.55).encode(x="begin:T", x2="end:T", color=shade, description="words:N"),
        *names,
    ]


def _phase(number: int, phase: Phase, last: dt.date) -> dict[str, str]:
    end = min(phase.end or last, last)
    words = f"{phase.name}: {_day(phase.begin)} to {_day(end)}"
    dates = {"begin": phase.begin.isoformat(), "end": end.isoformat()}
    return {"name": phase.name, "shade": str(number % 2), "words": words} | dates


def gaps_svg(gaps: Gaps, *, dark: bool = False, page: Palette | None = None, narrow: bool = False) -> str:
    """Draw how long the gaps between bad nights were, and where the present one stands among them.

    ``dark``, ``page`` and ``narrow`` are as for `course_svg`.
    """
    import altair as alt  # noqa: PLC0415

    p, size = page or (DARK if dark else LIGHT), _NARROW if narrow else _WIDE
    counts: dict[int, int] = {}
    for length in gaps.lengths:
        counts[length] = counts.get(length, 0) + 1
    rows = [
        {"nights": length - 0.45, "end": length + 0.45, "gaps": count, "words": _gaps(count, length)}
        for length, count in sorted(counts.items())
    ]
    still = alt.Axis(tickMinStep=1, aria=False)
    scale = alt.Scale(nice=False, domainMin=-0.5, domainMax=max(*gaps.lengths, gaps.present) + 0.5)
    title = "known nights between two bad ones" if narrow else "known nights without, between two bad ones"
    across = alt.X("nights:Q", title=title, scale=scale)
    tall = alt.Scale(domainMax=max(counts.values()) * 1.3)
    up = alt.Y("gaps:Q", title="gaps", axis=alt.Axis(tickMinStep=1, aria=False), scale=tall)
    bars = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect(color=p.dim)
        .encode(x=across.axis(still), x2="end:Q", y=up, y2=alt.datum(0), description="words:N")
    )
    now = alt.Chart(alt.InlineData(values=[{"nights": gaps.present, "words": f"now: {gaps.present}"}]))
    rule = now.mark_rule(color=p.dreamer, strokeWidth=2, strokeDash=[5, 3], aria=False).encode(x="nights:Q")
    text = now.mark_text(align="left", dx=6, color=p.dreamer, fontSize=size.letters + 1).encode(
        x="nights:Q", y=alt.value(10), text="words:N", description="words:N"
    )
    chart = alt.layer(bars, rule, text).properties(width=size.width, height=size.low)
    return _drawn(chart, p, "The gaps between bad nights", size, inside=page is not None)


def _gaps(count: int, length: int) -> str:
    return f"{count} gap{'' if count == 1 else 's'} of {length} night{'' if length == 1 else 's'}"


def _drawn(chart: Any, p: Palette, title: str, size: _Size, *, inside: bool) -> str:  # noqa: ANN401 - Altair's own kinds of chart
    import vl_convert  # noqa: PLC0415 - takes half a second to load

    if not inside:
        chart = chart.properties(title=title)
    look = (
        chart.configure(background="transparent" if inside else p.ground, font=SERIF, padding=4 if inside else 16)
        .configure_view(stroke=None)
        .configure_axis(labelColor=p.ink, titleColor=p.dim, gridColor=p.rule, gridOpacity=0.5, domainColor=p.rule,
                        tickColor=p.rule, titleFontWeight="normal", labelFontSize=size.letters,
                        titleFontSize=size.letters)
        .configure_title(color=p.ink, anchor="start", fontWeight="normal", fontSize=18, offset=12)
    )  # fmt: skip
    spec = dict(look.to_dict())
    spec["description"] = title
    drawn = str(vl_convert.vegalite_to_svg(spec))
    return _within(drawn, title, "narrow" if size is _NARROW else "wide") if inside else drawn


_UNSEEN = re.compile(r'<path class="(?:background|foreground)"[^>]*/>')
_OURS_TO_SAY = re.compile(r' (?:class|font-family|pointer-events|aria-roledescription|stroke-miterlimit)="[^"]*"')
_NAMELESS = re.compile(r'(<(?![^>]*aria-label)[^>]*?) role="[^"]*"')
_NAMED = re.compile(r'<(path|text|line)( [^>]*?aria-label="([^"]*)"[^>]*?)(?:/>|>([^<]*)</\1>)')


def _within(drawn: str, title: str, kind: str) -> str:
    """Return a chart as a part of a page: its type is the page's own, and every mark says its words where one points.

    Vega writes colours as attributes and no style, so that names of the page's colours and a strict policy hold.
    """
    bare = _NAMELESS.sub(r"\1", _OURS_TO_SAY.sub("", _UNSEEN.sub("", drawn)))
    bare = _NAMED.sub(r"<\1\2><title>\3</title>\4</\1>", bare)
    _, size, rest = re.split(r'<svg[^>]*viewBox="([^"]*)"[^>]*>', bare, maxsplit=1)
    return f'<svg class="chart {kind}" viewBox="{size}" role="graphics-document" aria-label="{title}">{rest}'


def to_png(svg: str) -> bytes:
    """Return an SVG as a PNG at twice the size of a screen."""
    import vl_convert  # noqa: PLC0415

    return bytes(vl_convert.svg_to_png(svg, scale=2))


def gaps_terminal(gaps: Gaps, *, width: int = 80) -> RenderableType:
    """Return the gaps as something that Rich prints: one row a length, the present one marked."""
    from rich.console import Group  # noqa: PLC0415 - only terminals need it, and it costs start-up time
    from rich.text import Text  # noqa: PLC0415

    most = max(gaps.lengths)
    step = max(1, -(-(most + 1) // 12))
    rows: list[RenderableType] = []
    tallest = max(sum(k <= g < k + step for g in gaps.lengths) for k in range(0, most + 1, step))
    for k in range(0, max(most, gaps.present) + 1, step):
        count = sum(k <= g < k + step for g in gaps.lengths)
        here = k <= gaps.present < k + step
        if k > most and not here:
            continue
        label = f"{k}" if step == 1 else f"{k} to {k + step - 1}"
        line = Text(f"{label:>10} ", style="dim")
        line.append("█" * round(count / tallest * max(8, width - 40)), style="rgb(179,162,141)")
        line.append(f" {count}" if count else "", style="dim")
        line.append("  now" if here else "", style="rgb(221,154,85)")
        rows.append(line)
    return Group(*rows)

"""The course of the nights: how often over time, with phases and intervals; the gaps, with today's place in them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.text import Text

from nightglass.course import Rate, find_rate
from nightglass.pictures.look import DARK, LIGHT, SERIF, Palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.course import Gaps, Night, Phase

__all__ = ["course_svg", "gaps_svg", "gaps_terminal", "to_png"]

_SPAN = 28  # nights in one point of the course
_WIDTH, _HEIGHT = 760, 260


def course_svg(nights: Sequence[Night], phases: Sequence[Phase] = (), *, dark: bool = False) -> str:
    """Draw the share of bad nights, four weeks a point, with 95 % intervals, and the phases behind them.

    Four weeks with fewer than seven known nights have no point.
    """
    import altair as alt  # noqa: PLC0415 - takes a second to load

    p = DARK if dark else LIGHT
    points = _points(nights)
    across = alt.X("date:T", title=None, axis=alt.Axis(format="%b %Y", labelAngle=0, tickCount=8))
    scale = alt.Scale(domain=[0, 100])
    up = alt.Y("share:Q", title="bad nights of the known ones, %", scale=scale)
    base = alt.Chart(alt.InlineData(values=points)).encode(x=across)
    layers: list[alt.Chart] = []
    if phases and nights:
        bands = [_phase(k, phase, nights[-1].date) for k, phase in enumerate(phases)]
        behind = alt.Chart(alt.InlineData(values=bands))
        layers.append(
            behind.mark_rect(opacity=0.55).encode(
                x="begin:T",
                x2="end:T",
                color=alt.Color("shade:N", scale=alt.Scale(range=[p.panel, p.rule]), legend=None),
            )
        )
        layers.append(
            behind.mark_text(align="left", dx=4, dy=10, color=p.dim, fontSize=12).encode(
                x="begin:T", y=alt.value(0), text="name:N"
            )
        )
    layers.append(base.mark_rule(color=p.dim, strokeWidth=1.4).encode(y=alt.Y("low:Q", scale=scale), y2="high:Q"))
    layers.append(base.mark_line(color=p.threat, strokeWidth=1.2, opacity=0.7).encode(y=up))
    layers.append(base.mark_point(filled=True, size=60, color=p.threat, opacity=1).encode(y=up, tooltip="words:N"))
    title = "How often, four weeks at a time"
    return _drawn(alt.layer(*layers).properties(width=_WIDTH, height=_HEIGHT, title=title), p, title)


def _points(nights: Sequence[Night]) -> list[dict[str, Any]]:
    found = []
    for k in range(0, len(nights), _SPAN):
        part = nights[k : k + _SPAN]
        rate = find_rate(part)
        if isinstance(rate, Rate):
            middle = part[0].date + dt.timedelta(days=len(part) // 2)
            words = f"{part[0].date} to {part[-1].date}: {rate.bad} of {rate.known} known nights"
            shares = {"share": 100 * rate.share, "low": 100 * rate.low, "high": 100 * rate.high}
            found.append({"date": middle.isoformat(), "words": words} | shares)
    return found


def _phase(number: int, phase: Phase, last: dt.date) -> dict[str, str]:
    end = min(phase.end or last, last)
    return {"name": phase.name, "begin": phase.begin.isoformat(), "end": end.isoformat(), "shade": str(number % 2)}


def gaps_svg(gaps: Gaps, *, dark: bool = False) -> str:
    """Draw how long the gaps between bad nights were, and where the present one stands among them."""
    import altair as alt  # noqa: PLC0415

    p = DARK if dark else LIGHT
    counts: dict[int, int] = {}
    for length in gaps.lengths:
        counts[length] = counts.get(length, 0) + 1
    rows = [{"nights": length, "end": length + 0.9, "gaps": count} for length, count in sorted(counts.items())]
    across = alt.X("nights:Q", title="known nights without, between two bad ones", scale=alt.Scale(nice=True))
    tall = alt.Scale(domainMax=max(counts.values()) * 1.3)
    up = alt.Y("gaps:Q", title="gaps", axis=alt.Axis(tickMinStep=1), scale=tall)
    bars = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect(color=p.dim)
        .encode(
            x=across,
            x2="end:Q",
            y=up,
            y2=alt.datum(0),
        )
    )
    now = alt.Chart(alt.InlineData(values=[{"nights": gaps.present + 0.45, "words": f"now: {gaps.present}"}]))
    rule = now.mark_rule(color=p.dreamer, strokeWidth=2, strokeDash=[5, 3]).encode(x="nights:Q")
    text = now.mark_text(align="left", dx=6, color=p.dreamer, fontSize=13).encode(
        x="nights:Q", y=alt.value(10), text="words:N"
    )
    title = "The gaps between bad nights"
    return _drawn(alt.layer(bars, rule, text).properties(width=_WIDTH, height=180, title=title), p, title)


def _drawn(chart: Any, p: Palette, title: str) -> str:  # noqa: ANN401 - Altair's own kinds of chart
    import vl_convert  # noqa: PLC0415 - takes half a second to load

    look = (
        chart.configure(background=p.ground, font=SERIF, padding=16)
        .configure_view(stroke=None)
        .configure_axis(labelColor=p.ink, titleColor=p.dim, gridColor=p.rule, gridOpacity=0.5, domainColor=p.rule,
                        tickColor=p.rule, titleFontWeight="normal", labelFontSize=12, titleFontSize=12)
        .configure_title(color=p.ink, anchor="start", fontWeight="normal", fontSize=18, offset=12)
    )  # fmt: skip
    spec = dict(look.to_dict())
    spec["description"] = title
    return str(vl_convert.vegalite_to_svg(spec))


def to_png(svg: str) -> bytes:
    """Return an SVG as a PNG at twice the size of a screen."""
    import vl_convert  # noqa: PLC0415

    return bytes(vl_convert.svg_to_png(svg, scale=2))


def gaps_terminal(gaps: Gaps, *, width: int = 80) -> RenderableType:
    """Return the gaps as something that Rich prints: one row a length, the present one marked."""
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

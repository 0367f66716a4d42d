"""The h-profile: how far a sample is from the norms, indicator by indicator, as bars with intervals."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from nightglass.pictures.look import LIGHT, SERIF

if TYPE_CHECKING:
    import altair as alt

    from nightglass.hvdc import Profile, Row

__all__ = ["profile_html", "profile_png", "profile_svg"]

_SURE, _UNSURE = "p adj. under 0.05", "not"
_WHOSE = {"male": "men", "female": "women", "both": "men and women"}
_WIDTH = 420  # pixels between the ends of the scale
_STEP = 21  # pixels from one indicator to the next
_LEAST = 0.4  # the scale reaches at least so far to both sides, so that small differences look small


def profile_svg(profile: Profile) -> str:
    """Draw the h-profile as an SVG.

    Notes
    -----
    A bar is filled where the difference holds after adjustment for the number of indicators, and hollow where it does
    not; the line across it is the 95 % interval. Nothing is told by colour alone.
    """
    import vl_convert  # noqa: PLC0415 - takes half a second to load

    return str(vl_convert.vegalite_to_svg(_chart(profile)))


def profile_png(profile: Profile) -> bytes:
    """Draw the h-profile as a PNG at twice the size of a screen."""
    import vl_convert  # noqa: PLC0415

    return bytes(vl_convert.vegalite_to_png(_chart(profile), scale=2))


def profile_html(profile: Profile) -> str:
    """Draw the h-profile as one page that needs no network."""
    import vl_convert  # noqa: PLC0415

    page = str(vl_convert.vegalite_to_html(_chart(profile), bundle=True))
    title = f"<title>{escape(_heading(profile))}</title>"
    return page.replace("<html>", '<html lang="en">', 1).replace("<title>Chart</title>", title, 1)


def _chart(profile: Profile) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415 - takes a second to load

    rows = [_mark(r) for r in profile.rows if r.h is not None]
    reach = max([_LEAST, *(abs(end) for row in rows for end in (row["low"], row["high"]))]) * 1.04
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("indicator:N", sort=None, title=None, axis=alt.Axis(labelLimit=260, domain=False, ticks=False)),
        tooltip=[alt.Tooltip(f"{name}:{kind}") for name, kind in _TOLD],
    )
    zero = alt.Chart(alt.InlineData(values=[{"h": 0}])).mark_rule(color=LIGHT.ink, strokeWidth=1.2).encode(x="h:Q")
    edge, *lines = _intervals(base)
    drawn = alt.layer(*_bars(base, reach), edge, zero, *lines, _figures(base)).properties(
        width=_WIDTH, height=_STEP * len(rows), title=_title(profile)
    )
    look = (
        drawn.configure(background=LIGHT.ground, font=SERIF, padding=14)
        .configure_view(stroke=None)
        .configure_axis(labelColor=LIGHT.ink, titleColor=LIGHT.dim, gridColor=LIGHT.rule, gridOpacity=0.6,
                        titleFontWeight="normal", labelFontSize=11, titleFontSize=12)
        .configure_legend(labelColor=LIGHT.ink, titleColor=LIGHT.dim, titleFontWeight="normal", labelFontSize=11)
        .configure_title(color=LIGHT.ink, subtitleColor=LIGHT.dim, anchor="start", fontWeight="normal", fontSize=16,
                         subtitleFontSize=12, offset=12)
    )  # fmt: skip
    spec = dict(look.to_dict())
    spec["description"] = _heading(profile)
    # The menu that Vega puts beside a chart can send its numbers to an editor on the network.
    spec["usermeta"] = {"embedOptions": {"actions": False}}
    return spec


_TOLD = (
    ("indicator", "N"), ("percent", "Q"), ("norms", "Q"), ("h", "Q"), ("low", "Q"), ("high", "Q"), ("p_adjusted", "Q"),
)  # fmt: skip


def _mark(row: Row) -> dict[str, Any]:
    sure = row.p_adjusted is not None and row.p_adjusted < 0.05
    return {
        "indicator": f"{row.label}{' ~' if row.few else ''}",
        "percent": row.percent,
        "norms": row.norm_percent,
        "figures": f"{row.percent:.0f} : {row.norm_percent:.0f}",
        "h": row.h,
        "low": row.h_low,
        "high": row.h_high,
        "p_adjusted": row.p_adjusted,
        "sure": _SURE if sure else _UNSURE,
    }


def _bars(base: alt.Chart, reach: float) -> list[alt.Chart]:
    import altair as alt  # noqa: PLC0415

    axis = alt.Axis(tickCount=9, labelExpr="datum.value == 0 ? '0' : format(datum.value, '+.1f')")
    return [
        base.mark_bar(height=11, stroke=LIGHT.unease, strokeWidth=1).encode(
            x=alt.X("h:Q", title="h: less than the norms to the left, more to the right", axis=axis,
                    scale=alt.Scale(domain=[-reach, reach], nice=False)),
            fill=alt.Fill(
                "sure:N", scale=alt.Scale(domain=[_SURE, _UNSURE], range=[LIGHT.unease, LIGHT.ground]),
                legend=alt.Legend(title="the difference holds:", orient="bottom", titleOrient="left",
                                  symbolType="square", symbolStrokeColor=LIGHT.unease, symbolStrokeWidth=1),
            ),
        )
    ]  # fmt: skip


def _intervals(base: alt.Chart) -> list[alt.Chart]:
    """Return the intervals, each with a pale edge, so that it can be seen across a dark bar."""
    ends = base.mark_tick(color=LIGHT.ink, thickness=1.2, height=7)
    return [
        base.mark_rule(color=LIGHT.ground, strokeWidth=3).encode(x="low:Q", x2="high:Q"),
        base.mark_rule(color=LIGHT.ink, strokeWidth=1.2).encode(x="low:Q", x2="high:Q"),
        ends.encode(x="low:Q"),
        ends.encode(x="high:Q"),
    ]


def _figures(base: alt.Chart) -> alt.Chart:
    import altair as alt  # noqa: PLC0415

    words = base.mark_text(align="right", color=LIGHT.ink, fontSize=11)
    figures: alt.Chart = words.encode(x=alt.value(_WIDTH + 62), text="figures:N")
    return figures


def _title(profile: Profile) -> dict[str, Any]:
    lines = ["Bars: Cohen's h; lines: its 95 % interval; at the right: % here : % in the norms."]
    if any(row.few for row in profile.rows):
        lines.append("~ too few dreams: by chance alone it is off by more than 5 points on average.")
    return {"text": _heading(profile), "subtitle": lines}


def _heading(profile: Profile) -> str:
    dreams = f"{profile.dreams:,} dream{'' if profile.dreams == 1 else 's'}"
    return f"{dreams} against the norms of {_WHOSE.get(profile.norms, profile.norms)}"

"""The h-profile: how far a sample is from the norms, indicator by indicator, as bars with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nightglass.pictures.look import LIGHT, SERIF

if TYPE_CHECKING:
    from nightglass.hvdc import Profile

__all__ = ["profile_html", "profile_png", "profile_svg"]


def profile_svg(profile: Profile) -> str:
    """Draw the h-profile as an SVG; bars are grey-readable, significant ones dark."""
    import vl_convert  # noqa: PLC0415 - takes half a second to load

    return str(vl_convert.vegalite_to_svg(_chart(profile)))


def profile_png(profile: Profile) -> bytes:
    """Draw the h-profile as a PNG at twice the size of a screen."""
    import vl_convert  # noqa: PLC0415

    return bytes(vl_convert.vegalite_to_png(_chart(profile), scale=2))


def profile_html(profile: Profile) -> str:
    """Draw the h-profile as one page that needs no network."""
    import vl_convert  # noqa: PLC0415

    return str(vl_convert.vegalite_to_html(_chart(profile), bundle=True))


def _chart(profile: Profile) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415 - takes a second to load

    rows = [
        {
            "indicator": r.label,
            "h": r.h,
            "low": r.h_low,
            "high": r.h_high,
            "sure": "p < 0.05" if _sure(r.p_adjusted) else "not",
        }
        for r in profile.rows
        if r.h is not None
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("indicator:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
        tooltip=["indicator:N", "h:Q", "low:Q", "high:Q"],
    )
    bars = base.mark_bar(height=10).encode(
        x=alt.X("h:Q", title=f"h: less than the norms ({profile.norms}) to the left, more to the right"),
        color=alt.Color(
            "sure:N",
            scale=alt.Scale(domain=["p < 0.05", "not"], range=[LIGHT.unease, LIGHT.rule]),
            legend=alt.Legend(title="adjusted p", orient="bottom"),
        ),
    )
    intervals = base.mark_rule(color=LIGHT.ink).encode(x="low:Q", x2="high:Q")
    chart = (bars + intervals).properties(
        width=460, title=f"{profile.dreams} dreams against the norms ({profile.norms})"
    )
    look = chart.configure(background=LIGHT.ground, font=SERIF).configure_axis(
        labelColor=LIGHT.ink, titleColor=LIGHT.dim, gridColor=LIGHT.rule
    )
    return dict(look.to_dict())


def _sure(p: float | None) -> bool:
    return p is not None and p < 0.05

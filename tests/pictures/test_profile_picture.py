"""The h-profile: what it shows, in three formats, without colour and without the network."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from nightglass.hvdc import CodedDream, Profile, norms, profile
from nightglass.pictures.look import LIGHT, contrast
from nightglass.pictures.profile import profile_html, profile_png, profile_svg

DREAMS = [
    CodedDream(f"d{k}", ("char:1MKA", "agg:1MKA,7>,D", "emot:AP,D") if k % 4 else ("char:1FMA", "fri:D,4>,1FMA"))
    for k in range(160)
]


@pytest.fixture(scope="module")
def found() -> Profile:
    return profile(DREAMS, norms("female"))


def words(svg: str) -> list[str]:
    return [
        text for e in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text") if (text := "".join(e.itertext()))
    ]


def test_every_indicator_is_named_with_its_figures(found: Profile) -> None:
    said = words(profile_svg(found))
    for row in found.rows:
        if row.h is None:
            assert row.label not in said
        else:
            assert row.label + (" ~" if row.few else "") in said
            assert f"{row.percent:.0f} : {row.norm_percent:.0f}" in said
    assert any("160 dreams against the norms of women" in line for line in said)
    assert any("too few" in line for line in said)


def test_what_holds_is_filled_and_what_does_not_is_hollow(found: Profile) -> None:
    svg = profile_svg(found)
    sure = [r for r in found.rows if r.p_adjusted is not None and r.p_adjusted < 0.05]
    unsure = [r for r in found.rows if r.p_adjusted is not None and r.p_adjusted >= 0.05]
    bars = re.findall(r"<path [^>]*aria-roledescription=\"bar\"[^>]*>", svg)
    filled = [bar for bar in bars if f'fill="{LIGHT.unease}"' in bar]
    assert (len(filled), len(bars) - len(filled)) == (len(sure), len(unsure))
    assert contrast(LIGHT.unease, LIGHT.ground) >= 3
    assert {"p adj. under 0.05", "not"} <= set(words(svg))


def test_png_and_html(found: Profile) -> None:
    assert profile_png(found).startswith(b"\x89PNG")
    page = profile_html(found)
    assert "Familiarity" in page
    assert "<title>160 dreams against the norms of women</title>" in page
    assert '<html lang="en">' in page
    assert '"embedOptions":{"actions":false}' in re.sub(r"\s", "", page)
    assert not re.search(r"<script[^>]+src=|<link[^>]+href=", page)


def test_one_dream_and_norms_of_both() -> None:
    said = words(profile_svg(profile(DREAMS[:1], norms("both"))))
    assert any("1 dream against the norms of men and women" in line for line in said)

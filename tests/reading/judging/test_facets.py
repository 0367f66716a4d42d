"""Which value each facet has, given how likely each is."""

from __future__ import annotations

import pytest

from nightglass import read
from nightglass.reading.judging.facets import choose, choose_kind, wanted_themes
from nightglass.reading.judging.weighing import Decision, Weighing

NAMES = ("facet kind=none", "facet kind=bad", "facet kind=nightmare", "facet theme:vermin", "facet theme:disaster")


def _weighing(**thresholds: float) -> Weighing:
    return Weighing({n: Decision([], [], 0.0, thresholds.get(n.rpartition("=")[2], 0.5)) for n in NAMES})


def test_the_likeliest_value() -> None:
    sure = {"facet kind=none": 0.6, "facet kind=bad": 0.2, "facet kind=nightmare": 0.2}
    assert choose("kind", _weighing(), sure) == ("none", pytest.approx(0.6))


def test_a_rare_value_has_a_lower_bar() -> None:
    sure = {"facet kind=none": 0.5, "facet kind=bad": 0.2, "facet kind=nightmare": 0.3}
    assert choose("kind", _weighing(nightmare=0.2), sure) == ("nightmare", pytest.approx(0.3))


def test_probabilities_are_made_to_sum_to_one() -> None:
    sure = {"facet kind=none": 0.9, "facet kind=bad": 0.6, "facet kind=nightmare": 0.3}
    assert choose("kind", _weighing(), sure)[1] == pytest.approx(0.5)


def test_who_wakes_in_distress_did_not_dream_without_any() -> None:
    sure = {"facet kind=none": 0.6, "facet kind=bad": 0.1, "facet kind=nightmare": 0.3}
    calm = {"facet waking_affect=none": 0.8, "facet waking_affect=sadness": 0.2}
    crying = {"facet waking_affect=none": 0.2, "facet waking_affect=sadness": 0.8}
    relieved = {"facet waking_affect=none": 0.2, "facet waking_affect=relief": 0.8}
    for affect, said in ((calm, "none"), (relieved, "none"), (crying, "nightmare")):
        names = (*NAMES, *affect)
        weighing = Weighing({n: Decision([], [], 0.0, 0.5) for n in names})
        assert choose_kind(weighing, {**sure, **affect})[0] == said
    assert choose_kind(weighing, {**sure, **crying})[1] == pytest.approx(0.8 * 0.3 / 0.4)
    report = "I was on the stairs of the old school. The lights went out one by one. I woke up sobbing."
    assert read(report).facets["kind"].value in {"bad", "nightmare"}


def test_no_theme_where_there_is_no_bad_dream() -> None:
    sure = {"facet theme:vermin": 0.9, "facet theme:disaster": 0.1}
    assert wanted_themes("none", _weighing(), sure) == []
    assert wanted_themes("bad", _weighing(), sure) == ["vermin"]


def test_a_nightmare_is_read_with_its_words() -> None:
    report = (
        "A nightmare. Something without a face stood at the foot of my bed and I could not move or scream. It leaned "
        "over me and its mouth opened. I was terrified. I woke up with my heart pounding."
    )
    facets = read(report).facets
    assert facets["kind"].value in {"bad", "nightmare"}
    assert facets["immobile"].value is True
    assert facets["dreamer_threatened"].value is True
    assert facets["woke"].value is True
    assert facets["emotion"].value == "fear"
    for name, facet in facets.items():
        assert 0 <= facet.probability <= 1, name
        if facet.value is True:
            assert facet.evidence, name
        for e in facet.evidence:
            assert report[e.start : e.end] == e.text

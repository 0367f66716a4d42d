"""The traits of an entity say what the rules know of them."""

from __future__ import annotations

from nightglass.reading.characters import gather
from nightglass.reading.model.traits import TRAITS, traits_of
from nightglass.reading.story import listen


def _traits(report: str, k: int = 0) -> dict[str, float]:
    story = listen(report)
    company = gather(story)
    found = traits_of(company.entities[k], story, 2, teens=company.teens)
    assert len(found) == len(TRAITS)
    return dict(zip(TRAITS, found, strict=True))


def test_a_brother() -> None:
    traits = _traits("My brother came in.")
    assert {k for k, v in traits.items() if v == 1} >= {"number 1", "sex M", "identity B", "own", "on stage"}
    assert traits["animal"] == traits["aside alike"] == traits["owner only"] == 0


def test_an_animal_has_no_sex_or_identity() -> None:
    traits = _traits("A grey dog lay in the road.")
    assert traits["animal"] == traits["number 1"] == 1
    assert not any(v for k, v in traits.items() if k.startswith(("sex", "identity", "age")))


def test_only_likened() -> None:
    traits = _traits("The tree stood like a soldier.")
    assert traits["aside alike"] == traits["aside only"] == 1
    assert traits["on stage"] == 0

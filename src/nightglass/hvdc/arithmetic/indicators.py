"""The indicators: proportions of counts, each one small named definition. Adding one is adding one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.hvdc.arithmetic.counts import COUNTS

if TYPE_CHECKING:
    import numpy as np

__all__ = ["INDICATORS", "MORE", "Indicator", "by_name"]

DOMHOFF = "Domhoff 1996"
HALL = "Hall & Van de Castle 1966"


class Indicator(msgspec.Struct, frozen=True):
    """A part of a whole.

    Attributes
    ----------
    name, label
        As in the published norms, and as it is said to people.
    part, whole
        The counts whose sums are numerator and denominator.
    formula, source
        In words, and who defined it.
    ratio
        True for the indices (A/C and its like), which can exceed 1 and are no proportions.
    """

    name: str
    label: str
    part: tuple[str, ...]
    whole: tuple[str, ...]
    formula: str
    source: str = DOMHOFF
    ratio: bool = False

    def columns(self) -> tuple[list[int], list[int]]:
        """Return the columns of `COUNTS` that make the part and the whole; one may come twice."""
        return [COUNTS.index(n) for n in self.part], [COUNTS.index(n) for n in self.whole]

    def of(self, totals: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> tuple[int, int]:
        """Return (part, whole) for the summed counts of a sample."""
        part, whole = self.columns()
        return int(totals[part].sum()), int(totals[whole].sum())


_LOST = ("receives_agg", "dreamer_mf", "dreamer_fail")
_WON = ("receives_fri", "dreamer_gf", "dreamer_succ")


def _any(name: str, kind: str, label: str) -> Indicator:
    formula = f"dreams with {label} / dreams"
    return Indicator(f"dreams_with_{name}_percent", f"Dreams with {label}", (f"any_{kind}",), ("dreams",), formula)


INDICATORS: tuple[Indicator, ...] = (
    Indicator("male_female_percent", "Male/female", ("males",), ("males", "females"), "males / (males + females)"),
    Indicator("familiarity_percent", "Familiarity", ("familiar",), ("familiar", "unfamiliar"),
              "(known + prominent + family + relatives) / humans"),
    Indicator("friends_percent", "Friends", ("known",), ("humans",), "known / humans"),
    Indicator("family_percent", "Family", ("family",), ("humans",), "(family + relatives) / humans"),
    Indicator("group_percent", "Groups", ("groups",), ("humans",), "groups / humans"),
    Indicator("dead_imaginary_percent", "Dead and imaginary", ("dead_imaginary",), ("humans",),
              "(dead + imaginary) / humans"),
    Indicator("animal_percent", "Animals", ("animals",), ("characters",), "animals / characters"),
    Indicator("aggression_friendliness_percent", "Aggression/friendliness", ("dreamer_agg",),
              ("dreamer_agg", "dreamer_fri"), "aggressions with D / (aggressions with D + friendlinesses with D)"),
    Indicator("befriender_percent", "Befriender", ("initiates_fri",), ("initiates_fri", "receives_fri"),
              "D initiates friendliness / (D initiates + D receives), directed acts only"),
    Indicator("aggressor_percent", "Aggressor", ("initiates_agg",), ("initiates_agg", "receives_agg"),
              "D initiates aggression / (D initiates + D receives), directed acts only"),
    Indicator("victimization_percent", "Victimization", ("receives_agg",), ("initiates_agg", "receives_agg"),
              "D receives aggression / (D initiates + D receives), directed acts only; 100 - aggressor"),
    Indicator("physical_aggression_percent", "Physical aggression", ("physical",), ("agg",),
              "aggressions of classes 5 to 8 / aggressions"),
    Indicator("a_c_index", "Aggression/character", ("agg",), ("characters",), "aggressions / characters", ratio=True),
    Indicator("f_c_index", "Friendliness/character", ("fri",), ("characters",), "friendlinesses / characters",
              ratio=True),
    Indicator("s_c_index", "Sexuality/character", ("sex",), ("characters",), "sexualities / characters", ratio=True),
    Indicator("indoor_setting_percent", "Indoor settings", ("indoor",), ("indoor", "outdoor"),
              "indoor / (indoor + outdoor)"),
    Indicator("familiar_setting_percent", "Familiar settings", ("familiar_place",),
              ("familiar_place", "unfamiliar_place"), "familiar / (familiar + unfamiliar)"),
    Indicator("self_negativity_percent", "Self-negativity", _LOST, _LOST + _WON,
              "(D victim + D misfortune + D failure) / (those + D befriended + D good fortune + D success)"),
    Indicator("bodily_misfortunes_percent", "Bodily misfortunes", ("bodily",), ("mf",),
              "misfortunes of classes 5 and 6 / all"),
    Indicator("negative_emotions_percent", "Negative emotions", ("negative",), ("emot",),
              "emotions but happiness / all"),
    Indicator("dreamer_involved_success_percent", "Dreamer-involved success", ("dreamer_succ",),
              ("dreamer_succ", "dreamer_fail"), "successes of D / (successes + failures of D)"),
    Indicator("torso_anatomy_percent", "Torso and anatomy", ("torso_anatomy",), ("body_parts",),
              "(torso + anatomy + sexual) / body parts", HALL),
    _any("aggression", "agg", "aggression"),
    _any("friendliness", "fri", "friendliness"),
    _any("sexuality", "sex", "sexuality"),
    _any("misfortune", "mf", "misfortune"),
    _any("good_fortune", "gf", "good fortune"),
    _any("success", "succ", "success"),
    _any("failure", "fail", "failure"),
    msgspec.structs.replace(_any("striving", "striving", "success or failure"), label="Dreams with striving"),
)  # fmt: skip
"""Every indicator, in the order in which a profile shows them."""


_GROUPS = {
    "males": ("male", "males"), "females": ("female", "females"), "animals": ("animal", "animals"),
    "known": ("friend", "known characters"), "family": ("family", "family and relatives"),
    "familiar": ("familiar", "familiar characters"), "unfamiliar": ("unfamiliar", "unfamiliar characters"),
}  # fmt: skip
_ACTS = {"agg": ("a_c", "Aggression"), "fri": ("f_c", "Friendliness"), "sex": ("s_c", "Sexuality")}

MORE: tuple[Indicator, ...] = (
    *(
        Indicator(
            f"{short}_{name}_index", f"{act} with {group}", (f"{tag}_with_{group}",), (group,),
            f"{act.lower()} between D and {said} / {said}", ratio=True,
        )
        for tag, (short, act) in _ACTS.items()
        for group, (name, said) in _GROUPS.items()
    ),
    Indicator("creature_percent", "Creatures", ("creatures",), ("characters",), "creatures / characters", HALL),
    Indicator("metamorphosis_percent", "Changed forms", ("changed",), ("characters",),
              "original and changed forms / characters", HALL),
    Indicator("dreamer_involved_aggression_percent", "Dreamer-involved aggression", ("dreamer_agg",), ("agg",),
              "aggressions with D / aggressions; the others are witnessed"),
    Indicator("dreamer_involved_friendliness_percent", "Dreamer-involved friendliness", ("dreamer_fri",), ("fri",),
              "friendlinesses with D / friendlinesses; the others are witnessed"),
    Indicator("dreamer_misfortune_percent", "Misfortunes of the dreamer", ("dreamer_mf",), ("mf",),
              "misfortunes of D / misfortunes"),
    *(
        Indicator(f"{name}_percent", name.capitalize(), (name,), ("emot",), f"{name} / emotions", HALL)
        for name in ("anger", "apprehension", "sadness", "confusion", "happiness")
    ),
    _any("emotion", "emot", "emotion"),
)  # fmt: skip
"""Indicators beside those of the norms: acts per character by kind of character, single emotions, witnessed acts."""


def by_name() -> dict[str, Indicator]:
    """Return the indicators by name."""
    return {i.name: i for i in (*INDICATORS, *MORE)}

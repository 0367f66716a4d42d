"""Who is a character, and with which code, given the model's word."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from nightglass.reading.characters import gather
from nightglass.reading.judging.people import code_of, judge_people
from nightglass.reading.judging.weighing import Decision, Weighing
from nightglass.reading.model import AGES, IDENTITIES, NUMBERS, SEXES, SLOTS
from nightglass.reading.story import listen

WEIGHING = Weighing(
    {"character": Decision(["keep"], [1.0], 0.0, 0.5), "code": Decision(["keep", "sure"], [1.0, 1.0], 0.0, 0.5)}
)


def _said(keep: float, code: str) -> np.ndarray:
    parts = [np.array([keep])]
    for letter, alphabet in zip(code, (NUMBERS, SEXES, IDENTITIES, AGES), strict=True):
        parts.append(np.array([6.0 * (letter == x) for x in alphabet]))
    return np.concatenate(parts).astype(np.float32)


def test_the_likeliest_letters_make_the_code() -> None:
    (entity,) = gather(listen("A man came in.")).entities
    code, sure = code_of(entity, _said(2.0, "2JKT"))
    assert code == "2JKT"
    expected = sum(-log(1 + (n - 1) * exp(-6.0)) for n in SLOTS[1:])
    assert sure == pytest.approx(expected, abs=1e-4)


def test_an_animal_stays_one() -> None:
    (entity,) = gather(listen("A dog lay there.")).entities
    assert code_of(entity, _said(2.0, "2JKT"))[0] == "2ANI"


def test_kept_from_the_threshold_on() -> None:
    company = gather(listen("A man came in. My sister slept."))
    verdicts = judge_people(company, [_said(1.0, "1MSA"), _said(-1.0, "1FTA")], WEIGHING)
    assert [v.kept for v in verdicts] == [True, False]
    assert verdicts[0].code == "1MSA"
    assert 0 < verdicts[1].probability < verdicts[0].probability < 1

"""Weigh what the model sees and the rules find into codings and facets, each with its words and its probability."""

from nightglass.reading.judging.codings import judge_codings
from nightglass.reading.judging.facets import judge_facets
from nightglass.reading.judging.people import judge_people
from nightglass.reading.judging.pointing import Pointer
from nightglass.reading.judging.weighing import Weighing, inputs_of, load_weighing

__all__ = [
    "Pointer",
    "Weighing",
    "inputs_of",
    "judge_codings",
    "judge_facets",
    "judge_people",
    "load_weighing",
]

"""The verbs and phrases of each class of act."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nightglass.reading.lexicon import sections
from nightglass.reading.patterns import compile_pattern, forms

if TYPE_CHECKING:
    import re

__all__ = ["needs_object", "phrases", "verbs"]

_LOOSE = frozenset(
    "fight argue scream yell shout laugh smile hug kiss marry fire hold leave break cut lie follow like love care throw "
    "pull push give bring buy join date visit wave follow demand complain swear hit burn strike tear".split()
)


@cache
def verbs() -> dict[str, str]:
    """Return for each form of a verb its class: ``chased`` gives ``agg6``."""
    table: dict[str, str] = {}
    for kind, lines in sections("acts.txt").items():
        for line in lines:
            for verb in line.split():
                for form in forms(verb):
                    table.setdefault(form, kind)
    return table


def needs_object(kind: str, form: str) -> bool:
    """Tell whether a form counts only where it has somebody for its object, because it means other things too."""
    return kind not in {"agg8", "agg7"} or form in _LOOSE


@cache
def phrases() -> dict[str, re.Pattern[str]]:
    """Return patterns for what is said in more than a verb."""
    return {
        "sex5": compile_pattern(r"(?:[[make]] love|have sex|had sex|having sex|sexual intercourse|intercourse|[[screw]] (?:her|him|me)|[[fuck]]\w*|orgasm)"),
        "sex4": compile_pattern(r"(?:(?:[[touch|rub|stroke|feel|squeeze|fondle|suck|lick]]) (?:my|her|his) (?:breasts?|penis|thighs?|genitals?|vagina|crotch|nipples?|parts)|petting|fondl\w+|oral sex|foreplay|[[masturbate]])"),
        "sex3": compile_pattern(r"(?:[[neck]] with|making out|made out|make out|necking|passionate\w*)"),
        "sex2": compile_pattern(r"(?:flirt\w*|[[proposition]]|made a pass|come on to|came on to|sexy|in bed with me|asks? (?:\w+ )?to (?:bed|undress))"),
        "sex1": compile_pattern(r"(?:sexual\w*|aroused?|turned on|horny|lust\w*|sexually attract\w+|want (?:him|her) sexually|erotic)"),
        "fri6": compile_pattern(r"(?:(?:[[hold]]) (?:my |his |her |our |each other's )?hands?|(?:[[put]]|with) (?:my|his|her|an?) arms? around|arm in arm|in (?:my|his|her) arms)"),
        "fri5": compile_pattern(r"(?:[[go]] (?:out )?(?:on a )?(?:date|dancing|together)|[[ask]] me (?:out|to (?:dance|go|come|dinner|marry))|[[dance]] with|[[invite]])"),
        "fri2": compile_pattern(r"(?:[[say|wave]] (?:hello|hi|goodbye|goodnight)|[[shake]] hands|[[smile]] (?:at|to))"),
        "agg2": compile_pattern(r"(?:argument|quarrel|arguing|yelling at|[[yell|scream|shout|laugh|swear|curse]] at|[[make]] fun of|bawl\w* out)"),
        "agg7": compile_pattern(r"(?:war|battle|fighting|a fight|gunfight|brawl|bombing|shooting at|shot at)"),
        "agg8": compile_pattern(r"(?:murder(?:ed|er|s)?|execution|to kill)"),
        "agg6": compile_pattern(r"(?:after (?:me|us)|being chased|was chased|held (?:me )?captive|prisoner|in (?:jail|prison)|ran away from|running from)"),
        "agg3": compile_pattern(r"(?:would not (?:let|listen|help|give|talk)|will not (?:let|listen|help)|[[tell]] (?:me|him|her|them) to (?:leave|get out|go away|stop|shut up)|shut up|[[kick]] (?:me|him|her|us) out)"),
        "agg1": compile_pattern(r"(?:(?:was|were|is|are|am|got|get|be|so|very|really) (?:angry|mad|furious|annoyed|irritated)|jealous)"),
    }  # fmt: skip

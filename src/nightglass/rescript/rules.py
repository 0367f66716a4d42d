"""The rules of imagery rehearsal as data (Krakow & Zadra 2006; Krakow et al. 2001), and what this tool never does."""

from __future__ import annotations

from nightglass.rescript.values import Step

__all__ = ["LEAST_MINUTES", "MOST_MINUTES", "NEVER", "SCRIPTS_A_WEEK", "SOURCE", "STEPS"]

SOURCE = "Krakow & Zadra 2006, Sleep Medicine Clinics 1, 45-70; Krakow et al. 2001, JAMA 286, 537-545"

LEAST_MINUTES, MOST_MINUTES = 5, 20
"""Of one session, once a day."""

SCRIPTS_A_WEEK = 2
"""New scripts that are begun in one week; a dream needs some days to learn."""

NEVER = (
    "It never writes the dream for you.",
    "It never says what a dream means.",
    "It never asks you to go through what happened to you.",
)

_OUT = "You can stop here; what you have is kept."

STEPS = (
    Step(
        "choose",
        "Which dream would you like to change?",
        "Not the worst one first. One of middle weight teaches the same, and costs less.",
        "None today is an answer too.",
    ),
    Step(
        "start",
        "Where could it turn?",
        "Somewhere before the worst of it. You need not read the rest.",
        _OUT,
    ),
    Step(
        "change",
        "What would you like to happen instead?",
        "Anything you wish: small or large, likely or not, at the beginning, the middle or the end. Nobody judges it.",
        _OUT,
    ),
    Step(
        "write",
        "How does the whole new dream go, from beginning to end?",
        "In your own words, with what you see, hear and feel. The old dream is not needed any more.",
        _OUT,
    ),
    Step(
        "rehearse",
        f"Picture the new dream, {LEAST_MINUTES} to {MOST_MINUTES} minutes a day.",
        "Only the new one. If the old one comes, let it go by, open your eyes, and begin with the new one again.",
        "If it becomes too much: open your eyes, name five things you see, and do something else. It is no failure.",
    ),
)
"""In their order; each asks one thing, and each has its way out."""

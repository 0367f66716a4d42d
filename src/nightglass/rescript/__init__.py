"""Scripts, rehearsals and plans: the rules of imagery rehearsal (Krakow & Zadra 2006).

>>> from nightglass.rescript import STEPS
>>> [step.name for step in STEPS]
['choose', 'start', 'change', 'write', 'rehearse']
"""

from nightglass.rescript.choosing import choose, starts
from nightglass.rescript.practising import RescriptError, check_new_script, check_plan, check_rehearsal, practice
from nightglass.rescript.rules import LEAST_MINUTES, MOST_MINUTES, NEVER, SCRIPTS_A_WEEK, SOURCE, STEPS
from nightglass.rescript.values import Candidate, Choice, Plan, Practice, Rehearsal, Script, Start, Step, Version

__all__ = [
    "LEAST_MINUTES", "MOST_MINUTES", "NEVER", "SCRIPTS_A_WEEK", "SOURCE", "STEPS", "Candidate", "Choice", "Plan",
    "Practice", "Rehearsal", "RescriptError", "Script", "Start", "Step", "Version", "check_new_script", "check_plan",
    "check_rehearsal", "choose", "practice", "starts",
]  # fmt: skip

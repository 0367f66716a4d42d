"""What a handler may ask to be given: the journal's keeper, who is inside, the form that was sent."""

from __future__ import annotations

from litestar.di import NamedDependency

from nightglass.web.forms import Form
from nightglass.web.keeper import Keeper
from nightglass.web.phone import Phone
from nightglass.web.sessions import Sessions

__all__ = ["TheForm", "TheKeeper", "ThePhone", "TheSessions"]

TheKeeper = NamedDependency[Keeper]
ThePhone = NamedDependency[Phone]
TheSessions = NamedDependency[Sessions]
TheForm = NamedDependency[Form]

"""What a handler may ask to be given: the journal's keeper, who is inside, the form that was sent."""

from __future__ import annotations

from litestar.di import NamedDependency

from nightglass.web.door.phone import Phone
from nightglass.web.door.sessions import Sessions
from nightglass.web.forms import Form
from nightglass.web.held.keeper import Keeper

__all__ = ["TheForm", "TheKeeper", "ThePhone", "TheSessions"]

TheKeeper = NamedDependency[Keeper]
ThePhone = NamedDependency[Phone]
TheSessions = NamedDependency[Sessions]
TheForm = NamedDependency[Form]

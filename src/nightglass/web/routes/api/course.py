"""What the nights did."""

from __future__ import annotations

from litestar import get

from nightglass.course import Course, CourseError
from nightglass.journal import night_of, now, phases
from nightglass.web.given import TheKeeper
from nightglass.web.routes.api.answering import DOCUMENTED
from nightglass.web.routes.api.shapes import Phases
from nightglass.web.shown.looking_back import course_of

__all__ = ["HANDLERS"]


@get("/course", tags=["course"], responses=DOCUMENTED, sync_to_thread=True)
def course(keeper: TheKeeper) -> Course:
    """Give all that can be said of the nights up to today; what cannot be said yet tells how much more it takes."""
    from nightglass.course import look_back  # noqa: PLC0415 - who only opens the app need not wait for what counts

    found = course_of(keeper)
    if found.trouble:
        raise CourseError(found.trouble)
    return found.course or look_back((), (), night_of(now()))


@get("/phases", tags=["course"], responses=DOCUMENTED, sync_to_thread=True)
def list_phases(keeper: TheKeeper) -> Phases:
    """List the phases by which the nights are compared, in the order in which they begin."""
    return Phases(tuple(kept.phase for kept in phases(keeper.journal)))


HANDLERS = (course, list_phases)

"""Makes pages: templates with the words, the look and the way back that every one of them has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Template
from litestar.template.config import TemplateConfig

from nightglass.journal import JournalError, setting, spoken_date
from nightglass.web.assets import FOLDER, asset
from nightglass.web.dimming import stays_dark
from nightglass.web.phrases import phrases
from nightglass.web.saying import spoken_moment, spoken_night

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context

    from nightglass.web.held.keeper import Keeper

__all__ = ["make_templates", "page"]


def make_templates(keeper: Keeper) -> TemplateConfig[JinjaTemplateEngine]:
    """Return the engine behind every page of an app."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(words=phrases(), asset=asset, keeper=keeper, look=_looking(keeper))
    environment.filters.update(night=spoken_night, date=spoken_date, moment=spoken_moment)
    return TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment))


def page(template: str, status: int = 200, **context: Any) -> Template:  # noqa: ANN401 - whatever a template shows
    """Return a page: ``page("night.html", night=night)``."""
    return Template(template, context=context, status_code=status)


def _looking(keeper: Keeper) -> Callable[[Context], str]:
    """Return what tells a page how it looks."""

    @pass_context
    def look(context: Context) -> str:
        chosen = _look(keeper)
        return "dark" if chosen == "system" and stays_dark(context["request"]) else chosen

    return look


def _look(keeper: Keeper) -> str:
    """Return how the pages of the day look: as the system does, dark, or light."""
    try:
        return str(setting(keeper.journal, "look", "system")) if keeper.is_open else "system"
    except JournalError:  # the page that says what is wrong with the journal must be shown all the same
        return "system"

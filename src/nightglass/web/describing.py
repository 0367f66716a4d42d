"""The API's own description (OpenAPI), served at /schema as plain JSON: nothing is loaded from elsewhere to show it."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Router
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from nightglass.version import __version__
from nightglass.web.door.access import ANYBODY
from nightglass.web.routes.api.shapes import VALUES

if TYPE_CHECKING:
    from litestar.connection import Request

__all__ = ["describe_api", "exact"]


class _Exact(JsonRenderPlugin):
    """Shows the description with its values described by what reads and writes them."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Return the description as JSON."""
        return super().render(request, exact(openapi_schema))


def exact(document: dict[str, Any]) -> dict[str, Any]:
    """Return a description in which every value is described by msgspec, with its bounds and nothing unknown in it."""
    _, values = msgspec.json.schema_components(VALUES, ref_template="#/components/schemas/{name}")
    for value in values.values():
        if "description" in value:
            value["description"] = inspect.cleandoc(value["description"]).partition("\n\n")[0].replace("\n", " ")
    return document | {"components": document["components"] | {"schemas": values}}


def describe_api() -> OpenAPIConfig:
    """Return how the API describes itself."""
    return OpenAPIConfig(
        title="Nightglass",
        version=__version__,
        description=(
            "The journal of one person, on their own machine. A program needs a token, which the person gives it on "
            "the page of settings; it is sent as `Authorization: Bearer TOKEN` and ends with the app."
        ),
        openapi_router=Router(  # it answers everybody: nothing of the person is in it
            "/schema", route_handlers=[], opt=dict(ANYBODY), include_in_schema=False
        ),
        render_plugins=[_Exact(path="/openapi.json")],
        components=Components(security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}),
        use_handler_docstrings=True,
    )

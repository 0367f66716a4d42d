"""The API's own description (OpenAPI), served at /schema as plain JSON: nothing is loaded from elsewhere to show it."""

from __future__ import annotations

from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from nightglass.version import __version__

__all__ = ["describe_api"]


def describe_api() -> OpenAPIConfig:
    """Return how the API describes itself."""
    return OpenAPIConfig(
        title="Nightglass",
        version=__version__,
        description=(
            "The journal of one person, on their own machine. A program needs a token, which the person gives it on "
            "the page of settings; it is sent as `Authorization: Bearer TOKEN` and ends with the app."
        ),
        path="/schema",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        components=Components(security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}),
        use_handler_docstrings=True,
    )

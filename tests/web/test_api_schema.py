"""The API as it describes itself, tried with what nobody would think of sending: no failure, no answer undescribed."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from litestar import Litestar
from litestar.di import Provide
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from nightglass.journal import correct, nights, recurrences, rehearsals, reports, scripts
from nightglass.web.describing import describe_api, exact
from nightglass.web.routes import api
from served import lived_in, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from served import Served

EXAMPLES = 25
RARE = {"DELETE /api/v1/plans/{identity}"}  # there is none to find by chance
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
DESCRIBED = exact(
    Litestar(
        api.HANDLERS,
        openapi_config=describe_api(),
        dependencies={"keeper": Provide(lambda: None, sync_to_thread=False)},
    ).openapi_schema.to_schema()
)


def operations() -> dict[str, Any]:
    """Return what can be asked for; the token is not among what is tried, so that all is tried behind the door."""
    plain = json.loads(json.dumps(DESCRIBED))
    del plain["components"]["securitySchemes"]
    for path in plain["paths"].values():
        for operation in path.values():
            del operation["security"]
    found = [one.ok() for one in schemathesis.openapi.from_dict(plain).get_all_operations()]
    return {one.label: one for one in found}


OPERATIONS = operations()


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An app whose journal has something of everything."""
    with serving(tmp_path_factory.mktemp("api") / "home") as served:
        lived_in(served.journal)
        for one in list(reports(served.journal)):
            correct(served.journal, one.id, "facets.immobile", value=True)
        served.enter()  # a program goes with the desk
        served.client.headers["authorization"] = f"Bearer {served.sessions.admit_program()}"
        yield served


ORDER = ("GET", "POST", "PUT", "DELETE")  # what is put away last was there for all others


def whole(served: Served, place: str) -> list[str]:
    """Return the ids of what really is there, so that not every address leads nowhere."""
    journal = served.journal
    there = {"reports": reports, "recurrences": recurrences, "scripts": scripts, "rehearsals": rehearsals}
    return [one.id for one in there[place](journal)] if place in there else []


def made_possible(case: Any, real: str | None, evening: str) -> None:
    """Give a case what no schema can say: the id of something that is there, a night that has come, words."""
    if real is not None and "identity" in case.path_parameters:
        case.path_parameters["identity"] = real
    if "finding" in case.path_parameters:
        case.path_parameters["finding"] = "facets.immobile"
    if "evening" in case.path_parameters:
        case.path_parameters["evening"] = evening
    if isinstance(case.body, dict):
        case.body |= {k: v for k, v in {"night": evening, "report": None, "recurrence": None}.items() if k in case.body}
        if isinstance(case.body.get("text"), str):
            case.body["text"] = f"I ran. {case.body['text']}"[:200_000]
        if "finding" in case.body:
            case.body |= {"finding": "facets.immobile", "value": True}


def test_what_is_served_is_what_is_described(lived: Served) -> None:
    served = lived.get("/schema/openapi.json").json()
    assert served == json.loads(json.dumps(DESCRIBED))
    assert len(OPERATIONS) >= 30
    for path, operations in served["paths"].items():
        for method, operation in operations.items():
            assert operation["description"], f"{method} {path} does not say what it does"
            assert operation["security"] == [{"token": []}]


LABELS = sorted(OPERATIONS, key=lambda one: (ORDER.index(one.partition(" ")[0]), -len(one), one))
TRIED = [(label, GenerationMode.POSITIVE) for label in LABELS] + [
    (label, GenerationMode.NEGATIVE)
    for label in LABELS
    if OPERATIONS[label].body or any(OPERATIONS[label].iter_parameters())
]


@pytest.mark.parametrize(("label", "mode"), sorted(TRIED, key=lambda one: LABELS.index(one[0])))
def test_every_operation_withstands(lived: Served, label: str, mode: GenerationMode) -> None:
    operation = OPERATIONS[label]
    there = whole(lived, operation.path.removeprefix("/api/v1/").partition("/")[0])
    kept = [str(night.date) for night in nights(lived.journal)] if label.startswith("DELETE") else []
    evenings = st.sampled_from(kept) if kept else st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 1)).map(str)
    answered: Counter[int] = Counter()

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(
        case=operation.as_strategy(generation_mode=mode),
        real=st.sampled_from(there[-3:] or [None]),
        possible=st.sampled_from([True, True, False]),
        evening=evenings,
    )
    def try_it(case: Any, real: str | None, possible: bool, evening: str) -> None:
        if possible and mode is GenerationMode.POSITIVE:
            made_possible(case, real, evening)
        answer = case.call(base_url=lived.address, headers={"Authorization": lived.client.headers["authorization"]})
        case.validate_response(answer, checks=CHECKS)
        answered[answer.status_code] += 1

    try_it()
    assert not {401, 403} & answered.keys()
    if mode is GenerationMode.POSITIVE and not label.startswith("POST /api/v1/bin") and label not in RARE:
        assert {200, 201, 204} & answered.keys(), answered

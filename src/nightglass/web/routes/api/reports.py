"""Reports, one by one and as a list."""

from __future__ import annotations

from litestar import delete, get, post, put
from litestar.params import JSONBody

from nightglass.journal import Journal, Report, new_id, put_into_bin, reports, save_report
from nightglass.text import check_report
from nightglass.web.given import TheKeeper
from nightglass.web.routes.api.answering import (
    DOCUMENTED,
    Begin,
    End,
    Identity,
    Most,
    Skip,
    evening_that_was,
    report_with,
    within,
)
from nightglass.web.routes.api.shapes import ReportGiven, Reports

__all__ = ["HANDLERS"]


@get("/reports", tags=["reports"], responses=DOCUMENTED, sync_to_thread=True)
def list_reports(keeper: TheKeeper, begin: Begin = None, end: End = None, most: Most = 100, skip: Skip = 0) -> Reports:
    """List the reports with their texts, in the order of their nights."""
    return Reports(*within(reports(keeper.journal, begin, end), most, skip))


@post("/reports", tags=["reports"], responses=DOCUMENTED, sync_to_thread=True)
def new_report(keeper: TheKeeper, data: JSONBody[ReportGiven]) -> Report:
    """Keep a new report; it is read in the background, and its reading is there some seconds later."""
    return _keep(keeper, new_id(), data, None)


@get("/reports/{identity:str}", tags=["reports"], responses=DOCUMENTED, sync_to_thread=True)
def one_report(keeper: TheKeeper, identity: Identity) -> Report:
    """Give one report."""
    return report_with(keeper.journal, identity)


@put("/reports/{identity:str}", tags=["reports"], responses=DOCUMENTED, sync_to_thread=True)
def change_report(keeper: TheKeeper, identity: Identity, data: JSONBody[ReportGiven]) -> Report:
    """Keep a report as it is sent; what it was before stays in its history, and it is read anew where it must be."""
    return _keep(keeper, identity, data, report_with(keeper.journal, identity).source)


@delete("/reports/{identity:str}", tags=["reports"], responses=DOCUMENTED, sync_to_thread=True)
def bin_report(keeper: TheKeeper, identity: Identity) -> None:
    """Put a report into the bin; `POST /bin/reports/ID` brings it back within 30 days."""
    put_into_bin(keeper.journal, "reports", report_with(keeper.journal, identity).id)


def _keep(keeper: TheKeeper, identity: str, given: ReportGiven, source: str | None) -> Report:
    journal: Journal = keeper.journal
    check_report(given.text, "text")
    evening_that_was(given.night)
    values = {name: getattr(given, name) for name in given.__struct_fields__}
    save_report(journal, Report(id=identity, source=source, **values))
    keeper.reader.wake()
    return report_with(journal, identity)


HANDLERS = (list_reports, new_report, one_report, change_report, bin_report)

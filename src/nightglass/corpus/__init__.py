"""Many reports: a table in, its codings out; streamed, on every core, and gone on with after whatever stopped it."""

from nightglass.corpus.cluster import ClusterError, on_cluster
from nightglass.corpus.coding import Progress, Summary, code_table, cores
from nightglass.corpus.errors import (
    BusyTableError,
    CorpusError,
    FullDiskError,
    ReadersError,
    TableError,
    UnfinishedTableError,
)
from nightglass.corpus.formats import FORMATS
from nightglass.corpus.recurring import Recurring, find_in_table, occurrences_in_table
from nightglass.corpus.rows import FACETS, CodedRow, Columns, Problem, Row, as_row

__all__ = [
    "FACETS",
    "FORMATS",
    "BusyTableError",
    "ClusterError",
    "CodedRow",
    "Columns",
    "CorpusError",
    "FullDiskError",
    "Problem",
    "Progress",
    "ReadersError",
    "Recurring",
    "Row",
    "Summary",
    "TableError",
    "UnfinishedTableError",
    "as_row",
    "code_table",
    "cores",
    "find_in_table",
    "occurrences_in_table",
    "on_cluster",
]

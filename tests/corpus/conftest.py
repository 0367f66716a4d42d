"""Tables for the tests of many reports."""

import pytest

from nightglass.corpus import Columns
from nightglass.corpus.formats import Cells, read_table


@pytest.fixture
def cells_of(tmp_path):
    """A function that writes a table and returns its rows: (number, id, text), or (number, reason) of a problem."""

    def read(name, content, columns=Columns()):  # noqa: B008 - frozen
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return [
            (item.number, item.id, item.text) if isinstance(item, Cells) else (item.row, item.reason)
            for item, _ in read_table(path, columns)
        ]

    return read

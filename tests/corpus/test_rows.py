import msgspec

from nightglass.corpus import FACETS, CodedRow, as_row
from nightglass.reading import read


def test_a_row_has_plain_values_for_every_facet_in_the_order_of_the_columns():
    row = as_row("n1", read("A wolf chased me and I could not move. I woke up screaming."))
    assert list(row) == ["id", "hvdc", "facets"]
    assert list(row["facets"]) == list(FACETS)
    kinds = {"flag": bool, "choice": str, "list": list}
    assert all(type(row["facets"][name]) is kinds[kind] for name, kind in FACETS.items())
    assert row["facets"]["immobile"] is True
    assert all(isinstance(item, str) for item in row["hvdc"])
    assert msgspec.json.decode(msgspec.json.encode(row), type=CodedRow).id == "n1"


def test_a_report_in_another_language_has_nothing_looked_for():
    row = as_row(7, read("Ich stand in einem dunklen Haus und konnte mich nicht bewegen."))
    assert row == {"id": 7, "hvdc": [], "facets": {}}

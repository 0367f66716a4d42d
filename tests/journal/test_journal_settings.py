"""Settings are whatever JSON can hold."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightglass.journal import Journal, keep_setting, setting

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def test_what_was_never_set_is_what_one_says(journal: Journal) -> None:
    assert setting(journal, "idle_minutes") is None
    assert setting(journal, "idle_minutes", 15) == 15


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(min_size=1, max_size=20), value=VALUES)
def test_the_last_value_counts(journal: Journal, name: str, value: object) -> None:
    keep_setting(journal, name, "before")
    keep_setting(journal, name, value)
    assert setting(journal, name, "otherwise") == value

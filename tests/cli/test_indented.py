from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from parccli.cli.indented import indented, streamed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
)


@given(VALUES)
def test_the_text_is_that_of_the_standard_library(value: Any) -> None:  # noqa: ANN401 -- what JSON has
    """Byte for byte, whole or in parts."""
    wanted = json.dumps(value, ensure_ascii=False, indent=2)
    assert indented(value) == "".join(streamed(value)) == wanted


@given(st.lists(VALUES))
def test_an_iterator_is_a_list(items: list[Any]) -> None:
    """Wherever it stands: alone, in an object, in a list."""
    wanted = json.dumps({"all": items, "in": [{"it": items}]}, ensure_ascii=False, indent=2)
    assert "".join(streamed({"all": iter(items), "in": [{"it": iter(items)}]})) == wanted

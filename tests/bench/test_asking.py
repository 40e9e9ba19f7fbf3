from __future__ import annotations

import pytest

from bench.__main__ import parsed
from bench.parts import PARTS


def test_all_parts_when_none_is_named() -> None:
    """`make bench` alone measures everything."""
    assert parsed(["--quick"]).parts == list(PARTS)


def test_parts_in_the_order_of_asking() -> None:
    """What one wants to know first comes first."""
    assert parsed(["list", "export", "--posts", "300"]).parts == ["list", "export"]


def test_no_such_part(capsys: pytest.CaptureFixture[str]) -> None:
    """A part that does not exist is a mistake on the command line, and those that do are named."""
    with pytest.raises(SystemExit, match="2"):
        parsed(["exports"])
    assert "'growth'" in capsys.readouterr().err

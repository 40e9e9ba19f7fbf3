from __future__ import annotations

from typing import TYPE_CHECKING

from bench.folders import Work, put_aside

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_put_aside_is_removed_at_the_end(tmp_path: Path) -> None:
    """Not before: files are made slowly where many have just been deleted."""
    work = Work(root=tmp_path)
    site = tmp_path / "sites/1/parccli-10"
    (site / "public").mkdir(parents=True)
    (site / "public/rss.xml").touch()
    put_aside(site, ("public", ".parccli"))
    assert list(site.iterdir()) == []
    assert [path.name for path in tmp_path.rglob("*.xml")] == ["rss.xml"]
    (work.empty("import") / "rows.csv").touch()
    assert list(work.empty("import").iterdir()) == []
    work.tidy()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["1", "import", "parccli-10", "sites"]

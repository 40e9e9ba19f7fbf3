"""`import` of a CSV file into an empty site, against writing the same files and one sync."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

from bench import corpus
from bench.measure import Usage, run
from bench.peers import PARCCLI
from bench.ratios import Peak, compare
from bench.sites import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.parts.plan import Plan
    from bench.ratios import Figure


def measure(plan: Plan) -> Iterator[Figure]:
    """Yield the ratios, and the import's peak of memory."""
    settings = plan.work.site("parccli", 10) / "parccli.toml"
    imported, written = [], []
    for _ in range(plan.repeat):
        site = plan.work.empty("import")
        shutil.copy(settings, site)
        table.write(site / "rows.csv", corpus.posts(plan.posts))
        imported.append(run((*PARCCLI, "import", "rows.csv"), cwd=site))
        written.append(_write_again(site / "posts", plan.work.empty("import-again")))
    figure = f"import of {plan.posts:,} CSV rows / writing the files"
    yield from compare(figure, imported, written, {"wall": 6.0, "cpu": None})
    yield Peak(figure=f"import of {plan.posts:,} CSV rows", seen=tuple(each.memory for each in imported))


def _write_again(source: Path, target: Path) -> Usage:
    texts = [(target / path.relative_to(source), path.read_bytes()) for path in source.rglob("*.md")]
    for folder in {path.parent for path, _ in texts}:
        folder.mkdir(parents=True)
    os.sync()
    started, at_work = time.perf_counter(), time.process_time()
    for path, text in texts:
        path.write_bytes(text)
    os.sync()
    return Usage(wall=time.perf_counter() - started, cpu=time.process_time() - at_work, memory=0)

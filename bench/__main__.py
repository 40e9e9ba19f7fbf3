"""`python -m bench`: measure the parts asked for and print their figures."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.folders import Work
from bench.measure import CommandFailedError, adopt_orphans
from bench.parts import PARTS
from bench.parts.plan import Plan
from bench.peers import HUGO, versions
from bench.report import as_markdown, as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.ratios import Figure

# Posts against Hugo, posts against slower peers, sizes for the growth, rounds.
_FULL: Final = (10_000, 1_000, "100,1000,10000,100000", 3)
_QUICK: Final = (1_000, 100, "100,300,1000", 1)
_NEED_HUGO: Final = {"export", "list"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures. Exit code: 0 whatever they are, 2 when a program cannot do its work, 130 when interrupted."""
    asked = parsed(arguments)
    parts = [each for each in asked.parts if HUGO.is_there or each not in _NEED_HUGO]
    for part in asked.parts:
        if part not in parts:
            _say(f"{part}: not measured, Hugo is not installed (make bench installs it)")
    adopt_orphans()
    plan = _plan(asked)
    figures: list[Figure] = []
    try:
        for part in parts:
            _say(f"{part} …")
            figures += PARTS[part](plan)
    except CommandFailedError as error:
        _say(str(error))
        return 2
    except KeyboardInterrupt:
        return 130
    finally:
        plan.work.tidy()
        sys.stdout.write(as_text(figures))  # those of the parts that came to their end
    if asked.markdown:
        asked.markdown.write_text(as_markdown(figures, _machine(datetime.now().astimezone()), versions()), "utf-8")
    return 0


def _plan(asked: argparse.Namespace) -> Plan:
    posts, few, sizes, repeat = _QUICK if asked.quick else _FULL
    return Plan(
        work=Work(root=asked.work.resolve()),
        posts=asked.posts or posts,
        few=asked.few or few,
        sizes=tuple(int(each) for each in (asked.sizes or sizes).split(",")),
        repeat=asked.repeat or repeat,
    )


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What is asked for; all parts when none is named."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure parccli beside its peers.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="fewer posts and one round: a minute or two")
    parser.add_argument("--posts", type=int, metavar="N", help="posts against Hugo, and rows to import")
    parser.add_argument("--few", type=int, metavar="N", help="posts against the slower peers")
    parser.add_argument("--sizes", metavar="N,…", help="sizes for the growth of the cost; the first is only shown")
    parser.add_argument("--repeat", type=int, metavar="N", help="rounds")
    parser.add_argument(
        "--work", type=Path, default=Path("build/bench"), metavar="DIR", help="where the corpora are kept"
    )
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the figures there too")
    asked = parser.parse_args(arguments)
    asked.parts = asked.parts or list(PARTS)
    return asked


def _machine(now: datetime) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{now:%Y-%m-%d}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())

"""parccli with commands that end in every way there is, for the tests of the error boundary."""

from __future__ import annotations

import sys
from pathlib import Path

from parccli import cli
from parccli.cli import Command, Group, boundary

SAMPLES: tuple[Command | Group, ...] = (
    *(
        Command(name=name, target=f"endings:{name}", summary="End in one way")
        for name in (
            "refuse",
            "misuse",
            "crash",
            "quote",
            "panic",
            "starve",
            "decay",
            "interrupt",
            "leave",
            "print_much",
            "print_french",
        )
    ),
    Command(name="unimportable", target="unimportable:run", summary="Cannot even be imported"),
    Command(name="typed", target="typed:run", summary="Take a value of every type"),
    Group(
        name="inner",
        summary="Share a first word",
        commands=(Command(name="leave", target="endings:leave", summary="Leave"),),
    ),
)

cli.__path__.append(str(Path(__file__).parent))

if __name__ == "__main__":
    sys.exit(boundary.main(sys.argv[1:], SAMPLES))

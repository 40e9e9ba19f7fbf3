"""Run parccli, and end standard error with a line of JSON: each module that was imported, and by whom."""

from __future__ import annotations

import json
import sys

from parccli.__main__ import main

IMPORTERS: dict[str, str] = {}


class Recorder:
    """Finds no module, and notes who asked for it."""

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
        """Note the nearest module up the stack that is not part of the import system."""
        frame = sys._getframe(1)  # noqa: SLF001 -- documented, and no other way to a caller's caller
        while frame.f_back and frame.f_globals["__name__"].startswith("importlib"):
            frame = frame.f_back
        IMPORTERS.setdefault(name, frame.f_globals["__name__"])


sys.meta_path.insert(0, Recorder())
main(sys.argv[1:])
sys.stderr.write("\n" + json.dumps(IMPORTERS))

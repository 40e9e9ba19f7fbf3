"""Try the laws of tests/trust on new examples, again and again, for FUZZ_SECONDS (an hour).

What fails is printed with the line that reproduces it, is kept in .hypothesis to be tried first the next time, and ends
the run with 1. Mend it, and keep the example as a test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

ROUND = "1500"
"""Examples of each law in one round, after which the machine's memory is free again."""


def main() -> int:
    """Go round until the time is up, or something fails."""
    end = time.monotonic() + float(os.environ.get("FUZZ_SECONDS", "3600"))
    environ = {"FUZZ_EXAMPLES": ROUND, **os.environ}
    environ.pop("CI", None)  # where hypothesis would take the same examples each time
    rounds = 0
    while time.monotonic() < end:
        command = [sys.executable, "-m", "pytest", "-q", "tests/trust/test_fuzzing.py", "tests/trust/test_ids.py"]
        if subprocess.run(command, env=environ, check=False).returncode:  # noqa: S603 -- our own tests
            return 1
        rounds += 1
    print(f"{rounds} rounds, nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())

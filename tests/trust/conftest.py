"""Sites and commands as in tests/cli; how many examples a law is tried on: 300, or what FUZZ_EXAMPLES says."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from tests.cli.conftest import call, run, site

__all__ = ["call", "fuzzed", "run", "site"]

fuzzed = settings(
    deadline=None,
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "300")),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)

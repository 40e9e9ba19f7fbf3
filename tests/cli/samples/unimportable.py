"""A command whose module cannot be imported."""

from __future__ import annotations

import there_is_no_such_module  # type: ignore[import-not-found] # noqa: F401

"""The corpus as each tool wants it: a module a tool, each with `write`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_front_matter(front: Mapping[str, object], body: str) -> str:
    """A post under YAML front matter; values that are none are left out. What JSON writes is YAML too."""
    lines = (f"{key}: {_yaml(value)}\n" for key, value in front.items() if value is not None)
    return f"---\n{''.join(lines)}---\n\n{body}"


def _yaml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str | list) else str(value)

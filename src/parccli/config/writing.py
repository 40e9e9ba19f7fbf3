"""A Config -> the text of a parccli.toml that says it all: each setting with its value, under what it is for."""

from __future__ import annotations

import json
import textwrap
from dataclasses import is_dataclass
from typing import Any

from parccli.config.settings import Config, document_of, settings_of
from parccli.i18n import gettext as _

WIDTH = 100
"""Where comments and lists are folded, in characters."""


def to_values(config: Config) -> dict[str, Any]:
    """Every setting by its name in parccli.toml, as JSON and TOML know values; None where a section is absent."""
    return _values(config)


def to_toml(config: Config) -> str:
    """Write every setting with its description, in the interface's language; reading it back gives `config`."""
    sections = {name: setting for name, setting in settings_of(Config).items() if _is_section(config, setting.name)}
    plain = [line for name, setting in settings_of(Config).items() if name not in sections
             for line in _setting(name, document_of(setting), getattr(config, setting.name))]  # fmt: skip
    for name, setting in sections.items():
        plain += ["", *_comment(document_of(setting))]
        plain += _section(name, getattr(config, setting.name))
    return "\n".join(plain) + "\n"


def _is_section(config: Config, name: str) -> bool:
    value = getattr(config, name)
    return value is None or is_dataclass(value)


def _section(name: str, values: Any) -> list[str]:  # noqa: ANN401 -- one class a section
    if values is None:
        return [f"# [{name}]"]
    lines = [f"[{name}]"]
    for key, setting in settings_of(type(values)).items():
        lines += _setting(key, document_of(setting), getattr(values, setting.name))
    return lines


def _setting(name: str, document: str, value: Any) -> list[str]:  # noqa: ANN401 -- TOML's types
    return [*_comment(document), f"{name} = {_written(value, len(name) + 3)}"]


def _comment(document: str) -> list[str]:
    return textwrap.wrap(_(document), WIDTH, initial_indent="# ", subsequent_indent="# ")


def _written(value: Any, before: int) -> str:  # noqa: ANN401 -- TOML's types
    if not isinstance(value, tuple):
        return _scalar(value)
    items = [_scalar(item) for item in value]
    line = f"[{', '.join(items)}]"
    return line if before + len(line) <= WIDTH else "".join(("[\n", *(f"    {item},\n" for item in items), "]"))


def _scalar(value: str | int) -> str:
    # JSON's escapes are TOML's too. A space alone is shown as its code: U+202F looks like any other.
    text = json.dumps(value, ensure_ascii=isinstance(value, str) and value.isspace())
    return text.replace("\x7f", "\\u007f")


def _values(table: Any) -> dict[str, Any]:  # noqa: ANN401 -- one class a section
    settings = settings_of(type(table))
    return {name: _value(getattr(table, setting.name)) for name, setting in settings.items()}


def _value(value: Any) -> Any:  # noqa: ANN401 -- our types in, JSON's out
    if is_dataclass(value):
        return _values(value)
    return list(value) if isinstance(value, tuple) else value

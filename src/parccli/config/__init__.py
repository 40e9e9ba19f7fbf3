"""parccli.toml text -> a frozen Config, with warnings for what it does not know."""

from parccli.config.reading import parse
from parccli.config.settings import (
    Config,
    FeedSettings,
    FragmentSettings,
    ImportSettings,
    InjectionSettings,
    NewsletterSettings,
    Provider,
    RuleSettings,
    WordPressSettings,
    document_of,
    kind_of,
)

__all__ = [
    "Config",
    "FeedSettings",
    "FragmentSettings",
    "ImportSettings",
    "InjectionSettings",
    "NewsletterSettings",
    "Provider",
    "RuleSettings",
    "WordPressSettings",
    "document_of",
    "kind_of",
    "parse",
]

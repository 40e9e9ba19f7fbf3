"""The checks of `validate`, one module a rule, its docstring the rule's page; they see values and mend nothing."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, Final

from parccli.rules.rule import PostRule, Rule, Site, SiteRule
from parccli.rules.running import check_posts, chosen, discovered, survey

_FAMILIES: Final = "PMTALF"

_MODULES: Final = (
    "a101_image_alt_missing",
    "a102_image_alt_useless",
    "a103_image_alt_repeated",
    "a104_decorative_image_captioned",
    "a201_frame_title_missing",
    "a501_table_header_missing",
    "a601_link_empty",
    "a602_link_text_vague",
    "a603_link_text_address",
    "a801_element_obsolete",
    "a802_paragraph_empty",
    "a803_language_mark_invalid",
    "a901_quotation_unmarked",
    "a951_window_opened_silently",
    "a952_emoji_label",
    "f001_character_forbidden",
    "f002_address_dropped",
    "f003_address_relative",
    "f004_html_dropped",
    "f005_item_oversized",
    "f006_structure_excessive",
    "l001_image_missing",
    "l002_document_missing",
    "l003_post_link_dead",
    "l004_anchor_dead",
    "l005_link_to_unpublished",
    "l006_address_insecure",
    "l007_document_unannounced",
    "l008_image_heavy",
    "l009_address_dead",
    "l010_scheme_missing",
    "l011_post_anchor_dead",
    "m101_heading_level_one",
    "m102_heading_level_skipped",
    "m103_heading_bold",
    "m104_list_faked",
    "m105_code_accidental",
    "m106_emphasis_unclosed",
    "m107_link_unclosed",
    "m108_list_accidental",
    "m109_heading_accidental",
    "m110_text_truncated",
    "m111_paragraph_too_long",
    "m112_heading_unread",
    "p001_front_matter_unreadable",
    "p002_key_unknown",
    "p003_keys_disagree",
    "p004_value_kind",
    "p005_text_cut",
    "p006_title_missing",
    "p007_date_missing",
    "p008_date_unreadable",
    "p009_hour_ambiguous",
    "p010_updated_too_early",
    "p011_slug_invalid",
    "p012_slug_duplicate",
    "p013_id_missing",
    "p014_id_duplicate",
    "p015_status_unknown",
    "p016_summary_missing",
    "p017_category_unknown",
    "p018_language_invalid",
    "p019_title_duplicate",
    "p020_id_changed",
    "p021_summary_long",
    "p022_title_long",
    "p023_export_due",
    "p024_date_far",
    "p025_expires_too_early",
    "p026_date_slip",
    "p027_update_unmarked",
    "p028_id_local",
    "t101_narrow_space_missing",
    "t102_colon_space_missing",
    "t103_guillemet_space_missing",
    "t104_apostrophe_straight",
    "t105_ellipsis_dots",
    "t106_thousands_separated",
    "t107_unit_space_breakable",
    "t108_abbreviation_space_breakable",
    "t109_date_miswritten",
    "t110_ordinal_miswritten",
    "t111_abbreviation_miswritten",
    "t112_capital_unaccented",
    "t113_ligature_missing",
    "t114_dash_hyphen",
    "t115_quotes_straight",
    "t116_bracket_unbalanced",
    "t117_space_stray",
    "t118_text_shouting",
    "t119_house_word_misspelled",
)
"""A module a rule, imported when it is asked for: an export goes by a few of them."""

RULES: dict[str, Rule]
"""Every packaged rule by its code, in the order in which they are shown."""

__all__ = ["RULES", "PostRule", "Rule", "Site", "SiteRule", "check_posts", "chosen", "discovered", "rule", "survey"]


@cache
def rule(code: str) -> Rule:
    """The packaged rule of that code; KeyError where there is none."""
    for name in _MODULES:
        if name.startswith(f"{code.lower()}_"):
            found: Rule = import_module(f"{__name__}.{name}").RULE
            return found
    raise KeyError(code)


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- of a module
    if name != "RULES":
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    codes = [module.partition("_")[0].upper() for module in _MODULES]
    rules = {code: rule(code) for code in sorted(codes, key=lambda code: (_FAMILIES.index(code[0]), code))}
    globals()[name] = rules
    return rules

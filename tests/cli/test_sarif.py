from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from parccli import __version__
from parccli.cli.indented import streamed
from parccli.cli.sarif import log
from parccli.findings import Finding, Fix, Safety, Severity, locate
from parccli.rules import RULES
from parccli.source import Edit, Source

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Site

SOURCE = Source("posts/été 1.md", "---\ntitle: é 🎉 a\n---\nCorps\n")


def finding(severity: Severity = Severity.ERROR, fix: Fix | None = None) -> Finding:
    """A finding on the emoji of the title."""
    return Finding(
        code="P002",
        name="key_unknown",
        severity=severity,
        path=SOURCE.path,
        message="clé inconnue",
        fix=fix,
        **locate(SOURCE, 13, 14),
    )


def made(*findings: Finding, folder: str = "") -> dict[str, Any]:
    """The one run of a log."""
    whole = json.loads("".join(streamed(log(findings, RULES, {SOURCE.path: SOURCE}, folder))))
    assert_has_what_the_schema_requires(whole)
    [run] = whole["runs"]
    return dict(run)


def assert_has_what_the_schema_requires(whole: dict[str, Any]) -> None:
    """The properties that SARIF 2.1.0 requires, their types, and the limits of numbers."""
    assert whole["version"] == "2.1.0"
    assert whole["$schema"].endswith("sarif-schema-2.1.0.json")
    for run in whole["runs"]:
        driver = run["tool"]["driver"]
        assert isinstance(driver["name"], str)
        assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
        identities = [rule["id"] for rule in driver["rules"]]
        assert len(set(identities)) == len(identities)
        for rule in driver["rules"]:
            assert all(rule[part]["text"] for part in ("shortDescription", "fullDescription", "help"))
            assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
        for result in run["results"]:
            assert result["message"]["text"]
            assert identities[result["ruleIndex"]] == result["ruleId"]
            assert result["level"] in {"none", "note", "warning", "error"}
            for location in result["locations"]:
                physical = location["physicalLocation"]
                assert physical["artifactLocation"]["uri"].isascii()
                assert all(isinstance(value, int) and value >= 1 for value in physical["region"].values())
            for fix in result.get("fixes", []):
                assert len(fix["artifactChanges"]) >= 1
                for change in fix["artifactChanges"]:
                    assert change["artifactLocation"]["uri"]
                    assert len(change["replacements"]) >= 1
                    assert all("deletedRegion" in replacement for replacement in change["replacements"])


def test_every_rule_is_described() -> None:
    """In the order of the codes, with its page and how much it matters."""
    driver = made()["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("parccli", __version__)
    assert [rule["id"] for rule in driver["rules"]] == sorted(RULES)
    rule = next(rule for rule in driver["rules"] if rule["id"] == "P002")
    assert rule["name"] == "key_unknown"
    assert rule["shortDescription"]["text"] == "A key of the front matter is not known."
    assert rule["fullDescription"]["text"].startswith("The key is kept as it is")
    assert rule["help"]["text"].endswith("meant.")
    assert rule["defaultConfiguration"] == {"level": "warning"}


def test_a_result_stands_where_the_finding_does() -> None:
    """Columns count code points; the path is percent-encoded, from the top of the repository."""
    [result] = made(finding(), folder="site/")["results"]
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "site/posts/%C3%A9t%C3%A9%201.md", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 11},
            }
        }
    ]
    assert (result["level"], result["ruleId"], result["message"]) == ("error", "P002", {"text": "clé inconnue"})
    assert "fixes" not in result


def test_levels_are_those_of_sarif() -> None:
    """What is info here is a note there."""
    results = made(finding(Severity.ERROR), finding(Severity.WARNING), finding(Severity.INFO))["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note"]


def test_a_fix_says_what_it_writes_and_where() -> None:
    """One replacement an edit, in the order of the text."""
    edits = (Edit(start=15, end=16, text="b"), Edit(start=11, end=11, text="É"))
    [result] = made(finding(fix=Fix(safety=Safety.SAFE, title="write it", edits=edits)))["results"]
    [fix] = result["fixes"]
    assert fix["description"] == {"text": "write it"}
    assert fix["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 8},
            "insertedContent": {"text": "É"},
        },
        {
            "deletedRegion": {"startLine": 2, "startColumn": 12, "endLine": 2, "endColumn": 13},
            "insertedContent": {"text": "b"},
        },
    ]


def test_the_command_prints_the_same_log_each_time(call: Call, site: Site) -> None:
    """Nothing but the log goes to standard output, and an error still answers no."""
    site.write(a="---\ntitle: Titre\ndate: 2021-02-30\ncouleur: bleu\n---\n")
    first, second = (call("validate", "--format", "sarif") for _again in range(2))
    assert (first.exit_code, first.stderr) == (1, "")
    assert first.stdout == second.stdout
    whole = json.loads(first.stdout)
    assert_has_what_the_schema_requires(whole)
    assert {"P002", "P008"} <= {result["ruleId"] for result in whole["runs"][0]["results"]}

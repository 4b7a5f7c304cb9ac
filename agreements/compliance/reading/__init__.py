"""Untrusted facts and rules in, frozen dataclasses of the rules out."""

from agreements.compliance.reading.cases import Case, read_case
from agreements.compliance.reading.facts import read_facts
from agreements.compliance.reading.rulebook import read_group, read_rule, shipped_definitions, shipped_rulebook

__all__ = ["Case", "read_case", "read_facts", "read_group", "read_rule", "shipped_definitions", "shipped_rulebook"]

"""Enums of the compliance room."""

from agreements.compliance import models, rules
from exchange.api.core.enums import enum_type

RuleKind = enum_type(
    models.RuleKind,
    RULE="A rule of the borders.",
    GROUP="A group of countries that rules name.",
)
Effect = enum_type(
    rules.Effect,
    ALLOW="It allows the transfer.",
    DOCUMENT="A document must be there first.",
    REVIEW="A person must look.",
    BLOCK="It forbids the transfer.",
)

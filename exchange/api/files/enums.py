"""Enums of the files of listings."""

from catalog.files import rules, states
from exchange.api.core.enums import enum_type

PhotoState = enum_type(
    states.PhotoState,
    WAITING="The file sent last was not looked at yet.",
    READY="It can be shown.",
    REFUSED="The file sent last was refused; `refusal` says why. An earlier one is shown on.",
)
DocumentKind = enum_type(
    rules.DocumentKind,
    PROTOCOL="How something is done, such as a standard operating procedure.",
    CERTIFICATE="A certificate of analysis or authentication.",
    SEQUENCE="The sequence of a plasmid, as a GenBank or FASTA file.",
    CONSENT_TEMPLATE="The form that donors sign, without anybody's name.",
    DATA_SHEET="What else there is to know.",
)
DocumentFormat = enum_type(
    rules.DocumentFormat,
    PDF="PDF.",
    GENBANK="GenBank.",
    FASTA="FASTA.",
    CSV="A table of comma-separated values.",
    TSV="A table of tab-separated values.",
    TEXT="Plain text.",
)

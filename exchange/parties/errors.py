"""Error codes of the parties room's commands, one enum each. Plain Python."""

from enum import StrEnum


class MembershipGrantErrorCode(StrEnum):
    """Why a membership could not be granted."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    ORGANISATION_NOT_IN_USE = "ORGANISATION_NOT_IN_USE"
    ALREADY_MEMBER = "ALREADY_MEMBER"
    APPOINTED_ONLY = "APPOINTED_ONLY"


class MembershipEndErrorCode(StrEnum):
    """Why a membership could not be ended."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    ALREADY_ENDED = "ALREADY_ENDED"
    LAST_ADMINISTRATOR = "LAST_ADMINISTRATOR"


class SigningAuthorityGrantErrorCode(StrEnum):
    """Why signing authority could not be granted."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    OWN_AUTHORITY = "OWN_AUTHORITY"
    NOT_A_SIGNATORY = "NOT_A_SIGNATORY"


class SigningAuthorityEndErrorCode(StrEnum):
    """Why signing authority could not be ended."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    ALREADY_ENDED = "ALREADY_ENDED"


class TokenCreateErrorCode(StrEnum):
    """Why an API token could not be created."""

    NOT_ALLOWED = "NOT_ALLOWED"
    INVALID = "INVALID"
    TOO_MANY = "TOO_MANY"
    SIGN_IN_AGAIN = "SIGN_IN_AGAIN"


class TokenRevokeErrorCode(StrEnum):
    """Why an API token could not be revoked."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    ALREADY_REVOKED = "ALREADY_REVOKED"


class PersonUpdateErrorCode(StrEnum):
    """Why a person's own record could not be changed."""

    INVALID = "INVALID"
    ORCID_TAKEN = "ORCID_TAKEN"


class OrganisationCreateErrorCode(StrEnum):
    """Why an organisation could not be created."""

    INVALID = "INVALID"
    ALREADY_THERE = "ALREADY_THERE"


class UnitCreateErrorCode(StrEnum):
    """Why a unit could not be created."""

    INVALID = "INVALID"
    ORGANISATION_NOT_IN_USE = "ORGANISATION_NOT_IN_USE"
    ALREADY_THERE = "ALREADY_THERE"


class ConsortiumCreateErrorCode(StrEnum):
    """Why a consortium could not be created."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    ALREADY_THERE = "ALREADY_THERE"


class ConsortiumJoinErrorCode(StrEnum):
    """Why an organisation could not become a member of a consortium."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    ORGANISATION_NOT_IN_USE = "ORGANISATION_NOT_IN_USE"
    ALREADY_MEMBER = "ALREADY_MEMBER"


class ConsortiumLeaveErrorCode(StrEnum):
    """Why a membership in a consortium could not be ended."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    ALREADY_ENDED = "ALREADY_ENDED"

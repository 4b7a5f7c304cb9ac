"""What people are told, as a table: event and audience → text. Plain Python.

Names in braces are filled in by the handler of the event, with nothing that its audience may not see.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SUBJECT_LENGTH = 200


class Text(StrEnum):
    """One text for one audience."""

    REQUEST_SUBMITTED_TO_PROVIDER = "request_submitted_to_provider"
    REQUEST_WITHDRAWN_TO_PROVIDER = "request_withdrawn_to_provider"
    LINE_APPROVED_TO_REQUESTER = "line_approved_to_requester"
    LINE_DECLINED_TO_REQUESTER = "line_declined_to_requester"
    LINE_EXPIRED_TO_REQUESTER = "line_expired_to_requester"
    LINE_EXPIRED_TO_PROVIDER = "line_expired_to_provider"
    LINE_NUDGED_TO_COMMITTEE = "line_nudged_to_committee"
    LINE_DUE_TO_COMMITTEE = "line_due_to_committee"
    LINE_OVERDUE_TO_PROVIDER = "line_overdue_to_provider"
    COMMITTEE_TOO_FEW_TO_ADMINS = "committee_too_few_to_admins"
    AGREEMENT_IN_REVIEW_TO_LEGAL = "agreement_in_review_to_legal"
    AGREEMENT_NEEDS_FORM_TO_LEGAL = "agreement_needs_form_to_legal"
    AGREEMENT_SIGNING_TO_SIGNATORIES = "agreement_signing_to_signatories"
    AGREEMENT_EXECUTED_TO_PARTIES = "agreement_executed_to_parties"
    AGREEMENT_EXECUTED_TO_MANAGERS = "agreement_executed_to_managers"
    AGREEMENT_EXECUTED_TO_REQUESTER = "agreement_executed_to_requester"
    AGREEMENT_DECLINED_TO_PARTIES = "agreement_declined_to_parties"
    AGREEMENT_DECLINED_TO_REQUESTER = "agreement_declined_to_requester"
    SHIPMENT_SHIPPED_TO_REQUESTER = "shipment_shipped_to_requester"
    SHIPMENT_RECEIVED_TO_PROVIDER = "shipment_received_to_provider"
    CONSENT_WITHDRAWN_TO_PROVIDER = "consent_withdrawn_to_provider"
    CONSENT_WITHDRAWN_TO_REQUESTER = "consent_withdrawn_to_requester"
    CONSENT_WITHDRAWN_TO_RECIPIENT = "consent_withdrawn_to_recipient"
    ETHICS_EXPIRING_TO_RESEARCHERS = "ethics_expiring_to_researchers"
    IMPORT_DONE_TO_STARTER = "import_done_to_starter"
    IMPORT_FAILED_TO_STARTER = "import_failed_to_starter"
    SEARCH_NEWS_TO_OWNER = "search_news_to_owner"
    MEMBERSHIP_GRANTED_TO_MEMBER = "membership_granted_to_member"
    MEMBERSHIP_ENDED_TO_MEMBER = "membership_ended_to_member"
    SIGNING_AUTHORITY_GRANTED_TO_HOLDER = "signing_authority_granted_to_holder"
    SIGNING_AUTHORITY_ENDED_TO_HOLDER = "signing_authority_ended_to_holder"
    TOKEN_CREATED_TO_OWNER = "token_created_to_owner"  # noqa: S105 -- the name of a text


@dataclass(frozen=True)
class Message:
    """What one audience reads about an event."""

    subject: str
    body: str


T = Text
TEXTS: Mapping[Text, Message] = {
    T.REQUEST_SUBMITTED_TO_PROVIDER: Message(
        "Access request {number} awaits a decision",
        "{organisation} asks for {lines} of {unit}. The material is held until the committee decides or the hold"
        " runs out.",
    ),
    T.REQUEST_WITHDRAWN_TO_PROVIDER: Message(
        "Access request {number} was withdrawn",
        "{organisation} has withdrawn what it asked of {unit}. The holds are free again; there is nothing left to do.",
    ),
    T.LINE_APPROVED_TO_REQUESTER: Message(
        "Approved: {listing}",
        "{unit} has approved {listing} in your access request {number}. The agreement comes next; the page of the"
        " request shows whose turn it is.",
    ),
    T.LINE_DECLINED_TO_REQUESTER: Message(
        "Declined: {listing}",
        "{unit} has declined {listing} in your access request {number}. The reason given: {reason}",
    ),
    T.LINE_EXPIRED_TO_REQUESTER: Message(
        "Hold ran out: {listing}",
        "The hold on {listing} in your access request {number} ran out before it could be shipped. Ask for it again"
        " if you still need it.",
    ),
    T.LINE_EXPIRED_TO_PROVIDER: Message(
        "A hold ran out in access request {number}",
        "A hold of {unit} for {organisation} ran out before it was shipped. The material is free again.",
    ),
    T.LINE_NUDGED_TO_COMMITTEE: Message(
        "You are asked for your vote on access request {number}",
        "{organisation} reminds the committee of {unit} of what it asks for. Read the request and vote by {due_on}.",
    ),
    T.LINE_DUE_TO_COMMITTEE: Message(
        "Access request {number} must be decided soon",
        "The committee of {unit} has until {due_on} to decide what {organisation} asks for. Read the request and vote.",
    ),
    T.LINE_OVERDUE_TO_PROVIDER: Message(
        "Access request {number} is overdue",
        "The committee of {unit} had until {due_on} to decide what {organisation} asks for, and has not. See that it"
        " votes, or appoint further members.",
    ),
    T.COMMITTEE_TOO_FEW_TO_ADMINS: Message(
        "Nobody can decide access request {number}",
        "Too few members of the committee of {unit} are left to decide what {organisation} asks for, as the others have"
        " a conflict of interest. Appoint further members, or change the committee's rules.",
    ),
    T.AGREEMENT_IN_REVIEW_TO_LEGAL: Message(
        "Agreement {number} awaits your review",
        "The agreement between {provider} and {recipient} is ready. Read its text, then approve it or decline it with"
        " a reason.",
    ),
    T.AGREEMENT_NEEDS_FORM_TO_LEGAL: Message(
        "No form fits agreement {number}",
        "No agreement form fits what {recipient} asks of {provider}; the page of the agreement says why. The two legal"
        " offices have to agree on the terms themselves, or decline.",
    ),
    T.AGREEMENT_SIGNING_TO_SIGNATORIES: Message(
        "Agreement {number} awaits your signature",
        "Both legal offices have approved the agreement between {provider} and {recipient}. Its text is final and can"
        " be signed.",
    ),
    T.AGREEMENT_EXECUTED_TO_PARTIES: Message(
        "Agreement {number} is in force",
        "The agreement between {provider} and {recipient} is signed and sealed for both.",
    ),
    T.AGREEMENT_EXECUTED_TO_MANAGERS: Message(
        "Agreement {number} is in force: check the gate",
        "The agreement with {recipient} is signed and sealed. What it covers can be shipped once every other condition"
        " is met.",
    ),
    T.AGREEMENT_EXECUTED_TO_REQUESTER: Message(
        "Agreement {number} is in force",
        "The agreement with {provider} for your access request {request} is signed and sealed.",
    ),
    T.AGREEMENT_DECLINED_TO_PARTIES: Message(
        "Agreement {number} was declined",
        "The agreement between {provider} and {recipient} was declined. The reason given: {reason}",
    ),
    T.AGREEMENT_DECLINED_TO_REQUESTER: Message(
        "Agreement {number} was declined",
        "The agreement with {provider} for your access request {request} was declined. The reason given: {reason}",
    ),
    T.SHIPMENT_SHIPPED_TO_REQUESTER: Message(
        "On its way: {items} from {unit}",
        "{unit} has handed your parcel to {carrier}, waybill {waybill}. When it arrives, confirm the receipt of each"
        " item.",
    ),
    T.SHIPMENT_RECEIVED_TO_PROVIDER: Message(
        "Received: access request {number}",
        "{organisation} has confirmed the receipt of your parcel: {items}, {problems}.",
    ),
    T.CONSENT_WITHDRAWN_TO_PROVIDER: Message(
        "Consent was withdrawn: donor {donor}",
        "Donor {donor} of {organisation} has withdrawn consent. Their specimens cannot be shipped any more; take them"
        " out of use.",
    ),
    T.CONSENT_WITHDRAWN_TO_REQUESTER: Message(
        "No longer available in access request {number}",
        "Consent for a specimen of {listing} was withdrawn, so what you asked for of it is stopped and nothing of it is"
        " shipped. What else is there may be asked for anew.",
    ),
    T.CONSENT_WITHDRAWN_TO_RECIPIENT: Message(
        "Consent was withdrawn for what you received: {number}",
        "Consent for a specimen of {listing} that was shipped to you has been withdrawn. Stop using it, and ask {unit}"
        " whether to return or to destroy it.",
    ),
    T.ETHICS_EXPIRING_TO_RESEARCHERS: Message(
        "Ethics approval {number} expires on {valid_until}",
        "The approval {number} of {committee} stands until {valid_until}. Nothing is shipped to {projects} after that"
        " day; have it renewed, enter the renewal, and add it to the project.",
    ),
    T.IMPORT_DONE_TO_STARTER: Message(
        "Import finished: {filename}",
        "{filename} was imported into {unit}: {created} created, {updated} updated, {unchanged} unchanged,"
        " {rejected} rejected.",
    ),
    T.IMPORT_FAILED_TO_STARTER: Message(
        "Import failed: {filename}", "Nothing of {filename} was imported into {unit}. {failure}"
    ),
    T.SEARCH_NEWS_TO_OWNER: Message(
        "{listings} for “{name}”",
        "{titles}\n\nListed from {since} to {until}. You asked to be told at most once {period}; set how often, or"
        " switch it off, on the page of your saved searches.",
    ),
    T.MEMBERSHIP_GRANTED_TO_MEMBER: Message(
        "You are now {role} in {place}",
        "{sentence} To sign in, ask for a code by e-mail at the sign-in page if you have no password yet.",
    ),
    T.MEMBERSHIP_ENDED_TO_MEMBER: Message(
        "Your role in {place} ends", "Your last day as {role} in {place} is {last_on}."
    ),
    T.SIGNING_AUTHORITY_GRANTED_TO_HOLDER: Message(
        "You may sign for {organisation}",
        "It is on record that you may sign for {organisation}, from {since_on}, for: {classes}.",
    ),
    T.SIGNING_AUTHORITY_ENDED_TO_HOLDER: Message(
        "Your signing authority for {organisation} ends",
        "The last day on which you may sign for {organisation} by the authority of {since_on} is {last_on}.",
    ),
    T.TOKEN_CREATED_TO_OWNER: Message(
        "A token was created: {name}",
        "The API token {name} can act for you until {expires_on}. If you did not create it, revoke it at once.",
    ),
}


def filled(text: Text, values: Mapping[str, object]) -> Message:
    """Return a text with its names filled in; the subject on one line and cut at its length.

    Raises:
        KeyError: a value that the text names is missing.
    """
    message = TEXTS[text]
    subject = " ".join(message.subject.format_map(values).split())
    if len(subject) > SUBJECT_LENGTH:
        subject = subject[: SUBJECT_LENGTH - 1] + "…"
    return Message(subject, message.body.format_map(values))


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 line, 2 lines."""
    return f"{number} {one if number == 1 else many or one + 's'}"

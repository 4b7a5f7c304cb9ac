"""The texts of the mails about signing in, by allauth's name for each. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PRODUCT = "Reagora"
IF_NOT_YOU = "If you did not ask for this, you need not do anything."


@dataclass(frozen=True)
class Mail:
    """A subject and a body; both may name values in braces."""

    subject: str
    body: str


def _code(subject: str, purpose: str) -> Mail:
    return Mail(subject, f"{purpose}\n\n    {{code}}\n\nType it into the page where you asked for it. {IF_NOT_YOU}")


def _notice(subject: str, what: str) -> Mail:
    return Mail(
        subject,
        f"{what}\n\nWhen: {{timestamp:%-d %B %Y, %H:%M}} UTC\nFrom the address: {{ip}}\nWith: {{user_agent}}\n\n"
        "If this was not you, sign in at once, choose another password and end the sessions you do not know.",
    )


_CONFIRM = _code("Your confirmation code", "This code confirms that the address {email} is yours:")

MAILS: Mapping[str, Mail] = {
    "account/email/email_confirmation": _CONFIRM,
    "account/email/email_confirmation_signup": _CONFIRM,
    "account/email/login_code": _code("Your sign-in code", "This code signs you in:"),
    "account/email/password_reset_code": _code("Your password reset code", "This code lets you choose a new password:"),
    "account/email/unknown_account": Mail(
        "No account with this address",
        "Somebody, perhaps you, tried to sign in with the address {email}. There is no account with it.\n\n"
        f"If it was you, try another address, or sign up here:\n\n    {{signup_url}}\n\n{IF_NOT_YOU}",
    ),
    "account/email/account_already_exists": Mail(
        "You have an account already",
        "Somebody, perhaps you, tried to sign up with the address {email}. There is an account with it already.\n\n"
        "If it was you, sign in with it. Should you have forgotten your password, choose a new one here:\n\n"
        f"    {{password_reset_url}}\n\n{IF_NOT_YOU}",
    ),
    "account/email/password_changed": _notice("Your password was changed", "The password of your account was changed."),
    "account/email/password_set": _notice("A password was set", "A password was set for your account."),
    "account/email/password_reset": _notice("Your password was reset", "A new password was chosen for your account."),
    "account/email/email_changed": _notice(
        "Your address was changed", "The address of your account was changed from {from_email} to {to_email}."
    ),
    "account/email/email_confirm": _notice("Your address was confirmed", "An address of your account was confirmed."),
    "account/email/email_deleted": _notice(
        "An address was removed", "The address {deleted_email} was removed from your account."
    ),
    "mfa/email/totp_activated": _notice(
        "Authenticator app switched on", "From now on, signing in needs a code of your authenticator app."
    ),
    "mfa/email/totp_deactivated": _notice(
        "Authenticator app switched off", "Signing in no longer needs a code of your authenticator app."
    ),
    "mfa/email/recovery_codes_generated": _notice(
        "New recovery codes", "New recovery codes were made for your account; the old ones are void."
    ),
    "mfa/email/webauthn_added": _notice("A passkey was added", "A passkey was added to your account."),
    "mfa/email/webauthn_removed": _notice("A passkey was removed", "A passkey was removed from your account."),
    "socialaccount/email/account_connected": _notice(
        "Another way to sign in", "Your account can now be entered by way of {provider}."
    ),
    "socialaccount/email/account_disconnected": _notice(
        "One way less to sign in", "Your account can no longer be entered by way of {provider}."
    ),
}


def rendered(name: str, values: Mapping[str, Any]) -> Mail:
    """Return a mail with its values filled in.

    Raises:
        KeyError: there is no such mail, or a value that it names is missing.
    """
    mail = MAILS[name]
    body = f"{mail.body.format_map(values)}\n\n-- \n{PRODUCT}, the marketplace of cancer research resources\n"
    return Mail(f"{PRODUCT}: {mail.subject}", body)

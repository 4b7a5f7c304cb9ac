"""How allauth signs people in here: who may sign up, what is mailed, how secrets rest, what ORCID confirms."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.signals import social_account_added
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.mail import EmailMessage
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.encoding import force_bytes

from exchange.kernel import clock
from exchange.parties import mails, operations
from exchange.parties.models import Person
from exchange.parties.rules.identifiers import NAME_LENGTH


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let anybody sign up, unless this installation is by invitation only; an account alone allows nothing."""
        return bool(settings.SIGN_UP_OPEN)

    def new_user(self, request: HttpRequest) -> Person:
        """Give a person their moment here: allauth keeps them in the session, and cannot keep a database default."""
        return Person(created_at=clock.now())

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """Make a mail of our own words."""
        mail = mails.rendered(template_prefix, context)
        to = [email] if isinstance(email, str) else email
        return EmailMessage(mail.subject, mail.body, self.get_from_email(), to, headers=headers)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Accounts at ORCID and at institutions."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        """Take over the name; the address too, which still has to be confirmed unless the provider vouches for it."""
        person: Person = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        name = data.get("name") or " ".join(part for part in parts if part)
        person.full_name = " ".join(name.split())[:NAME_LENGTH]
        return person

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Person:
        person: Person = super().save_user(request, sociallogin, form)
        keep_confirmed_orcid(request=request, sociallogin=sociallogin)
        return person


class MfaAdapter(DefaultMFAAdapter):
    """Second factors, whose secrets rest encrypted under the installation's secret key."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the marketplace in the browser's passkey dialogue; the id stays the host, as browsers demand."""
        return {**super().get_public_key_credential_rp_entity(), "name": mails.PRODUCT}


def _cipher() -> MultiFernet:
    """Return the cipher of the secret key; older keys still decrypt while they are named as fallbacks."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(b"second factors:" + force_bytes(key)).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


@receiver(social_account_added, dispatch_uid="parties.keep_confirmed_orcid")
def keep_confirmed_orcid(request: HttpRequest, sociallogin: SocialLogin, **kwargs: Any) -> None:
    """Keep the ORCID iD of somebody who just proved it, on signing up and on connecting it later."""
    if sociallogin.account.provider != "orcid":
        return
    # allauth goes on with its own object, whose key is text when it comes out of a session.
    person = Person.objects.get(pk=sociallogin.user.pk)
    confirmed = operations.confirm_orcid(person=person, orcid=sociallogin.account.uid, now=clock.now())
    sociallogin.user.orcid = confirmed.orcid


@receiver(email_confirmed, dispatch_uid="parties.forget_unproven_password")
def forget_unproven_password(request: HttpRequest, email_address: EmailAddress, **kwargs: Any) -> None:
    """Void a password that was chosen by somebody who never proved to own the address.

    Else whoever signs up with a stranger's address could wait until its owner comes in by a mailed code, and then
    enter with the password set beforehand.
    """
    person = email_address.user
    records = get_authentication_records(request, person)
    if records and records[-1]["method"] == "code" and person.has_usable_password():
        # allauth goes on with this object, and ties the session to its password.
        person.password = operations.void_password(person=person, now=clock.now()).password

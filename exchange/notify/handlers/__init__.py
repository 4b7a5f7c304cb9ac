"""What becomes a notification; importing the modules registers their handlers with the outbox."""

from exchange.notify.handlers import (
    agreements,
    catalogue,
    committees,
    compliance,
    mail,
    members,
    requests,
    searches,
    shipments,
)

__all__ = [
    "agreements",
    "catalogue",
    "committees",
    "compliance",
    "mail",
    "members",
    "requests",
    "searches",
    "shipments",
]

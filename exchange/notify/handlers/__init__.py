"""What becomes a notification; importing the modules registers their handlers with the outbox."""

from exchange.notify.handlers import agreements, catalogue, compliance, mail, members, requests, searches, shipments

__all__ = ["agreements", "catalogue", "compliance", "mail", "members", "requests", "searches", "shipments"]

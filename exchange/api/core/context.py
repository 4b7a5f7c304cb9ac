"""What every resolver finds in ``info.context``."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from exchange.parties.models import Person


@dataclass
class Context:
    """The person who asks and the moment of asking, fixed for the whole document.

    Args:
        viewer: the signed-in person or the token's; None for anybody.
        now: aware, in UTC; one document sees one moment.
        request: absent where a document is executed without HTTP, as in tests.
        is_by_token: whether a script asks, by an API token instead of a session.
    """

    viewer: Person | None
    now: datetime
    request: HttpRequest | None = None
    is_by_token: bool = False

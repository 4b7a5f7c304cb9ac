"""What every resolver finds in ``info.context``."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest

from exchange.parties.models import Person

Found = TypeVar("Found")


@dataclass
class Context:
    """The person who asks and the moment of asking, fixed for the whole document.

    Args:
        viewer: the signed-in person or the token's; None for anybody.
        now: aware, in UTC; one document sees one moment.
        request: absent where a document is executed without HTTP, as in tests.
        is_by_token: whether a script asks, by an API token instead of a session.
        proved_at: when the person last proved in this session who they are; of a script, when its token was made if
            that may sign, else None.
    """

    viewer: Person | None
    now: datetime
    request: HttpRequest | None = None
    is_by_token: bool = False
    proved_at: datetime | None = None
    _found: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """Return what is found for a key, finding it the first time that the document asks."""
        if key not in self._found:
            self._found[key] = find()
        found: Found = self._found[key]
        return found

    def forget(self) -> None:
        """Find everything anew, because a command may have changed it."""
        self._found.clear()

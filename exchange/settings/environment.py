"""Read environment variables once, typed, and say clearly what is wrong with them."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})


class Environment:
    """Typed view of environment variables.

    An empty value counts as unset, so that ``NAME=`` in an environment file switches a setting off.
    Every reader takes a default; without one the variable is required.

    Raises:
        ImproperlyConfigured: a required variable is unset, or a value has the wrong form.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def text(self, name: str, default: str | None = None) -> str:
        value = self._values.get(name, "").strip()
        if value:
            return value
        if default is None:
            raise ImproperlyConfigured(f"Set the environment variable {name}.")
        return default

    def boolean(self, name: str, *, default: bool | None = None) -> bool:
        value = self.text(name, None if default is None else str(default)).lower()
        if value in TRUE_WORDS:
            return True
        if value in FALSE_WORDS:
            return False
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")

    def integer(self, name: str, default: int | None = None, *, minimum: int = 0) -> int:
        value = self.text(name, None if default is None else str(default))
        try:
            number = int(value)
        except ValueError:
            raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None
        if number < minimum:
            raise ImproperlyConfigured(f"{name} must be at least {minimum}, not {number}.")
        return number

    def words(self, name: str, default: tuple[str, ...] | None = None) -> list[str]:
        """Split a comma-separated value and drop empty parts."""
        value = self.text(name, None if default is None else ",".join(default))
        return [word.strip() for word in value.split(",") if word.strip()]

    def path(self, name: str, default: Path | None = None) -> Path:
        return Path(self.text(name, None if default is None else str(default))).expanduser().absolute()

    def existing_file(self, name: str) -> Path | None:
        """Return the file a variable names, or None when it is unset."""
        value = self.text(name, "")
        if not value:
            return None
        file = Path(value).expanduser().absolute()
        if not file.is_file():
            raise ImproperlyConfigured(f"{name} names {value!r}, which is not a readable file.")
        return file

    def url(self, name: str, default: str | None = None, *, schemes: tuple[str, ...]) -> SplitResult | None:
        """Return a parsed address, or None when the default is empty and nothing is set."""
        value = self.text(name, default)
        if not value:
            return None
        try:
            parts = urlsplit(value)
            _ = parts.port
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} is not an address: {error}.") from None
        if parts.scheme not in schemes:
            raise ImproperlyConfigured(f"{name} must start with one of {', '.join(s + '://' for s in schemes)}.")
        return parts


env = Environment(os.environ)

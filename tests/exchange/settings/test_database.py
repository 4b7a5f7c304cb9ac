"""DATABASE_URL in Django's form."""

from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured

from exchange.settings.database import from_address


def test_address_of_a_server() -> None:
    assert from_address(urlsplit("postgresql://re%40gora:a%20b%27c@db.example:5433/main?sslmode=require")) == {
        "NAME": "main",
        "USER": "re@gora",
        "PASSWORD": "a b'c",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_address_of_a_socket() -> None:
    assert from_address(urlsplit("postgresql://reagora@/main?host=/run/sockets&port=5432")) == {
        "NAME": "main",
        "USER": "reagora",
        "PASSWORD": "",
        "HOST": "/run/sockets",
        "PORT": "5432",
        "OPTIONS": {},
    }


def test_address_without_a_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must name a database"):
        from_address(urlsplit("postgresql://reagora@db.example"))


def test_misspelt_option_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL has unknown options: ssl_mode\.$"):
        from_address(urlsplit("postgresql://reagora@db.example/main?ssl_mode=require"))

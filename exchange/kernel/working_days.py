"""Working days of a country. Plain Python."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5


@lru_cache(maxsize=256)
def _calendar(country: str) -> "holidays.HolidayBase | None":
    return holidays.country_holidays(country) if country in holidays.list_supported_countries() else None


def is_working_day(day: date, country: str) -> bool:
    """Say whether people work on a day: neither a weekend nor a public holiday of the whole country.

    Of a country whose holidays are not known, only Saturday and Sunday are free.
    """
    calendar = _calendar(country)
    return day.weekday() < SATURDAY if calendar is None else bool(calendar.is_working_day(day))


def working_day_after(day: date, days: int, country: str) -> date:
    """Return the day on which so many working days have passed since a day, which itself does not count."""
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, country)
    return day

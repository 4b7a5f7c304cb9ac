"""What may be told of donors. Plain Python."""

# Source: the threshold of the BBMRI-ERIC Directory for public counts.
FEWEST_DONORS = 10


def is_suppressed(donors: int) -> bool:
    """Say whether a number about so many donors stays untold; that there are none may be told."""
    return 0 < donors < FEWEST_DONORS


def told(number: int, *donors: int) -> int | None:
    """Return a number, or None when one of the groups that it tells of is too small.

    Name the remainder as well when the whole is known, since subtraction would tell of it.
    """
    return None if any(map(is_suppressed, donors)) else number


def rounded(number: int, donors: int) -> int | None:
    """Return a number about so many donors in full tens, or None when they are too few.

    Two answers about overlapping groups then differ by nothing or by ten, so subtraction tells of no smaller group.
    """
    return None if is_suppressed(donors) else number - number % FEWEST_DONORS

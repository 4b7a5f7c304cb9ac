"""Modifiers that ask something of the recipient.

A condition whose code starts with ``pre:`` is evidence needed before approval; one that starts with ``post:`` becomes a
clause of the agreement and an obligation that is tracked. An explicit refusal is a refusal of the material.
"""

import datetime as dt
from collections.abc import Iterator

from catalog.consent.rules.purpose import Collaboration, Ethics, Obligation, Purpose
from catalog.consent.rules.reasons import Finding, Verdict, declare
from catalog.consent.rules.use_terms import Modifier

ETHICS_APPROVAL = declare(
    "pre:ethics-approval",
    Verdict.CONDITIONAL,
    "The consent requires an ethics approval of the recipient, and none is in force.",
    "Register an approval that is in force.",
)
ETHICS_EXEMPT = declare(
    "ethics-exempt",
    Verdict.MANUAL,
    "The consent requires an ethics approval, and a committee has said that the project needs none.",
    "A person must decide whether the committee's statement suffices.",
)
ETHICS_REFUSED = declare(
    "ethics-refused",
    Verdict.DENY,
    "The consent requires an ethics approval, and it was refused.",
    "Only an approval changes this.",
)
COLLABORATION_LETTER = declare(
    "pre:collaboration-letter",
    Verdict.CONDITIONAL,
    "The consent requires collaboration with the primary investigators.",
    "Add their letter.",
)
COLLABORATION_REFUSED = declare(
    "collaboration-refused",
    Verdict.DENY,
    "The consent requires collaboration with the primary investigators, and it was refused.",
    "Agree on a collaboration, or choose other material.",
)
PUBLISH_RESULTS = declare(
    "post:publish-results",
    Verdict.CONDITIONAL,
    "The consent requires that results are made available.",
    "The agreement will carry this obligation.",
)
PUBLICATION_REFUSED = declare(
    "publication-refused",
    Verdict.DENY,
    "The consent requires that results are made available, and the project declines.",
    "Accept the publication of results, or choose other material.",
)
RETURN_DERIVED = declare(
    "post:return-derived",
    Verdict.CONDITIONAL,
    "The consent requires that derived data are returned.",
    "The agreement will carry this obligation.",
)
RETURN_REFUSED = declare(
    "return-refused",
    Verdict.DENY,
    "The consent requires that derived data are returned, and the project declines.",
    "Accept the return of derived data, or choose other material.",
)
NO_PUBLICATION_BEFORE = declare(
    "post:no-publication-before",
    Verdict.CONDITIONAL,
    "The consent allows no publication before {0}.",
    "The agreement will carry this obligation.",
)
NO_DATE = declare(
    "no-date",
    Verdict.MANUAL,
    "The consent carries a publication moratorium without its end.",
    "The provider must enter the day on which it ends.",
)
MORATORIUM_REFUSED = declare(
    "moratorium-refused",
    Verdict.DENY,
    "The consent allows no publication before {0}, and the project declines to wait.",
    "Accept the moratorium, or wait until it has ended.",
)
PUBLISHES_TOO_EARLY = declare(
    "publication-before-moratorium",
    Verdict.DENY,
    "The consent allows no publication before {0}, and the project plans one on {1}.",
    "Plan the publication for that day or later.",
)
USE_ENDS = declare(
    "post:use-ends-after-months",
    Verdict.CONDITIONAL,
    "The consent limits use to {0} months.",
    "The agreement will end no later than that.",
)
NO_MONTHS = declare(
    "no-months",
    Verdict.MANUAL,
    "The consent carries a time limit without the number of months.",
    "The provider must enter the number of months.",
)
TIME_LIMIT_REFUSED = declare(
    "time-limit-refused",
    Verdict.DENY,
    "The consent limits the time of use, and the project declines a limit.",
    "Accept the time limit, or choose other material.",
)


def ethics_approval(_: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """IRB needs an approval in force; an expired one counts as missing."""
    if purpose.ethics is Ethics.REFUSED or Obligation.ETHICS in purpose.refuses:
        yield ETHICS_REFUSED.found()
    elif purpose.ethics is Ethics.EXEMPT:
        yield ETHICS_EXEMPT.found()
    elif purpose.ethics is not Ethics.VALID:
        yield ETHICS_APPROVAL.found()


def collaboration(_: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """COL needs the letter of the primary investigators."""
    if purpose.collaboration is Collaboration.REFUSED or Obligation.COLLABORATE in purpose.refuses:
        yield COLLABORATION_REFUSED.found()
    elif purpose.collaboration is Collaboration.OPEN:
        yield COLLABORATION_LETTER.found()


def publication(_: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """PUB becomes an obligation."""
    refused = Obligation.PUBLISH in purpose.refuses
    yield (PUBLICATION_REFUSED if refused else PUBLISH_RESULTS).found()


def return_of_data(_: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """RTN becomes an obligation."""
    refused = Obligation.RETURN in purpose.refuses
    yield (RETURN_REFUSED if refused else RETURN_DERIVED).found()


def moratorium(modifier: Modifier, purpose: Purpose, today: dt.date) -> Iterator[Finding]:
    """MOR becomes an obligation until its day has come."""
    if modifier.date is None:
        yield NO_DATE.found()
        return
    day = modifier.date.isoformat()
    if modifier.date <= today:
        return
    if Obligation.MORATORIUM in purpose.refuses:
        yield MORATORIUM_REFUSED.found(day)
    elif purpose.publishes_on is not None and purpose.publishes_on < modifier.date:
        yield PUBLISHES_TOO_EARLY.found(day, purpose.publishes_on.isoformat())
    else:
        yield NO_PUBLICATION_BEFORE.found(day)


def time_limit(modifier: Modifier, purpose: Purpose) -> Iterator[Finding]:
    """TS becomes the latest end of the agreement, whatever the project plans."""
    if Obligation.TIME_LIMIT in purpose.refuses:
        yield TIME_LIMIT_REFUSED.found()
    elif modifier.months is None:
        yield NO_MONTHS.found()
    else:
        yield USE_ENDS.found(str(modifier.months))

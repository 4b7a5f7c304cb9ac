"""Enums of the catalogue's rooms."""

from catalog.consent import rules as consent
from catalog.kinds import fields
from catalog.listings import models, states
from catalog.search.queries import Sort, suggesting
from exchange.api.core.enums import enum_type

Verdict = enum_type(
    consent.Verdict,
    PERMIT="Nothing stands against the use.",
    CONDITIONAL="The use is allowed on conditions, which the gate and the agreement take up.",
    MANUAL="A person must decide.",
    DENY="The use is not allowed, whoever asks.",
)
ListingKind = enum_type(
    models.ListingKind,
    SAMPLE_COLLECTION="Samples of a biobank, each a specimen of one donor.",
    CELL_LINE="A cell line, offered by the vial.",
    PLASMID="A plasmid, offered by the tube.",
    ANTIBODY="An antibody, offered by the vial.",
    ORGANISM="An animal model or another organism.",
    COMPOUND="A chemical compound, offered by the vial.",
    SOFTWARE="A program, a library or a web service.",
    PROTOCOL="One version of a procedure.",
    DATASET="A dataset, of which the catalogue has the description.",
    EQUIPMENT="An instrument of a core facility.",
    SERVICE="An assay, a training place, a fellowship, a workshop or a conference.",
)
Visibility = enum_type(
    states.Visibility,
    DRAFT="Seen by its own unit only.",
    CONSORTIUM="Seen by members of the organisations in one consortium, and by its own unit.",
    PUBLIC="Seen by everybody.",
    WITHDRAWN="No longer offered, and seen by its own unit only.",
)
ListingCommand = enum_type(
    states.ListingCommand,
    PUBLISH="Show it to everybody.",
    RESTRICT="Show it to the members of one consortium only.",
    RETRACT="Take it back into draft, where only its unit sees it.",
    WITHDRAW="Offer it no longer.",
)
Origin = enum_type(
    models.Origin,
    NOT_HUMAN="The material does not come from a person.",
    HUMAN_ANONYMOUS="It comes from a person, and nobody can tell from whom.",
    HUMAN_CODED="It comes from a person, and somebody holds the key to whom.",
)
ListingSort = enum_type(
    Sort,
    name="ListingSort",
    RELEVANCE="Who bears the name that is searched for, then whose title has the words, then who mentions them.",
    NEWEST="What was listed last.",
    NAME="By title, from A to Z.",
    NEAREST="From the country of near, then from the same part of the world.",
)
SuggestionKind = enum_type(
    suggesting.SuggestionKind,
    IDENTIFIER="A listing whose RRID, DOI or other identifier is the text.",
    LISTING="A listing by its title, a synonym or an identifier.",
    DIAGNOSIS="A disease, by which the list can be narrowed.",
    PROVIDER="An organisation that lists something.",
)
ConsentStanding = enum_type(
    consent.Standing,
    name="ConsentStanding",
    ACTIVE="It stands.",
    WITHDRAWN="The donor has withdrawn it, for good.",
    EXPIRED="Its last day is over.",
    UNKNOWN="There is no record of it.",
)
FieldType = enum_type(
    fields.FieldType,
    TEXT="A line of text.",
    LONG_TEXT="A text of several sentences.",
    LIST="Several texts.",
    INTEGER="A whole number.",
    DECIMAL="A number.",
    DAY="A day.",
    PARTIAL_DAY="A day, a month or a year.",
    FLAG="Yes or no.",
    CHOICE="One of a few words.",
    COUNTRY="A country, ISO 3166-1 alpha-2.",
    TIME_ZONE="A time zone of the IANA database.",
    URL="An address on the web.",
    DOI="A DOI without an address before it.",
    RRID="A research resource identifier without “RRID:” before it.",
    USE_TERMS="DUO terms in short.",
    DISEASES="Diseases: code and name of each.",
    MARKERS="Markers of a profile: name and alleles of each.",
    COUNTS="Numbers by category.",
    REFERENCE="The key of another listing.",
)

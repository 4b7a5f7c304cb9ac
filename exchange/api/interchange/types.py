"""Uploads, import runs and formats, as the API shows them."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from django.db.models import QuerySet
from django.urls import reverse
from graphql import GraphQLResolveInfo

from catalog.interchange import queries
from catalog.interchange.models import ImportProblem, ImportRun, Upload
from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.core.peers import batched
from exchange.api.core.relations import One
from exchange.api.core.types import NodeType
from exchange.api.interchange import enums
from exchange.parties.models import Person


class UploadType(NodeType):
    """A file that a person sent to import; only they see it."""

    class Meta:
        model = Upload

    filename = graphene.String(required=True, description="Its name, without folders.")
    sha256 = graphene.String(required=True, description="SHA-256 of its content, in hexadecimal.")
    size_bytes = graphene.Int(required=True, description="Length of its content in bytes.")
    created_at = graphene.DateTime(required=True, description="When it arrived.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Upload]:
        return queries.uploads_of(viewer)


class ImportProblemType(NodeType):
    """One value of one row that could not be loaded."""

    class Meta:
        model = ImportProblem
        fields = ("row", "column", "value", "reason", "suggestion")

    reason = graphene.String(required=True, description="Why, in one sentence.")
    suggestion = graphene.String(required=True, description="What would do; empty if there is nothing to say.")
    column = graphene.String(required=True, description="The column, as the format names it.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[ImportProblem]:
        return queries.visible_problems(viewer)


class ShownValueType(graphene.ObjectType):
    """A value of a row, as it would be stored."""

    class Meta:
        name = "ShownValue"

    name = graphene.String(required=True, description="What is said.")
    value = graphene.String(required=True, description="As text; several values are separated by “|”.")


class ShownRowType(graphene.ObjectType):
    """A row of a preview, as it would be stored."""

    class Meta:
        name = "ShownRow"

    row = graphene.Int(required=True, description="Line of the file, the first being 1.")
    change = graphene.Field(enums.ImportChange, required=True, description="What storing it does.")
    values = graphene.List(graphene.NonNull(ShownValueType), required=True, description="What it says.")

    def resolve_values(self: Any, info: GraphQLResolveInfo) -> list[dict[str, str]]:
        return [{"name": name, "value": value} for name, value in self["values"]]


class ImportRunType(NodeType):
    """The import of one file into one unit, seen by those who may import there."""

    class Meta:
        model = ImportRun

    format = graphene.String(required=True, description="Key of the format, see importFormats.")
    filename = graphene.String(required=True, description="Name of the file.")
    upload = One(UploadType, description="The file; null for others than who sent it.")
    unit = One("exchange.api.parties.types.UnitType", required=True, description="The unit whose inventory it is.")
    state = graphene.Field(enums.ImportState, required=True, description="How far it is.")
    is_preview = graphene.Boolean(required=True, description="Whether it only says what an import would do.")
    is_strict = graphene.Boolean(required=True, description="Whether one wrong row keeps all others out.")
    first_rows = graphene.List(
        graphene.NonNull(ShownRowType), required=True, description="Of a preview: its first good rows, 20 at most."
    )
    rows_total = graphene.Int(description="How many rows the file has; null until it was read.")
    rows_checked = graphene.Int(required=True, description="How many of them were looked at.")
    rows_created = graphene.Int(required=True, description="How many say something new.")
    rows_updated = graphene.Int(required=True, description="How many changed what was on record.")
    rows_unchanged = graphene.Int(required=True, description="How many say what was on record.")
    rows_rejected = graphene.Int(required=True, description="How many were not loaded; `problems` says why.")
    created_at = graphene.DateTime(required=True, description="When it was asked for.")
    finished_at = graphene.DateTime(description="When it ended; null until then.")
    failure = graphene.String(required=True, description="Why the whole file was refused; empty if it was not.")
    problems = ConnectionField(
        ImportProblemType, via="run", order=Order("row", "pk"), description="What is wrong, in the order of the file."
    )

    corrections_path = graphene.String(
        description="Path of the file of the rejected rows, to correct and send again; null if there are none."
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[ImportRun]:
        return queries.visible_to(viewer)

    def resolve_corrections_path(self: Any, info: GraphQLResolveInfo) -> str | None:
        return reverse("import-corrections", args=[self.pk]) if self.rows_rejected else None

    @batched
    def resolve_filename(
        rows: Sequence[ImportRun],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, str]:
        return queries.filenames(rows)


class ImportColumnType(graphene.ObjectType):
    """A column of a format."""

    class Meta:
        name = "ImportColumn"

    name = graphene.String(required=True, description="As files name it.")
    title = graphene.String(required=True, description="As people read it.")
    required = graphene.Boolean(required=True, description="Whether each row needs a value.")
    description = graphene.String(required=True, description="What it holds.")
    example = graphene.String(required=True, description="A value it may hold; empty if none helps.")

    def resolve_required(self: Any, info: GraphQLResolveInfo) -> bool:
        return bool(self.is_required)


class ImportOptionType(graphene.ObjectType):
    """Something to say beside the file."""

    class Meta:
        name = "ImportOption"

    key = graphene.String(required=True, description="Its name in the options of `importStart`.")
    title = graphene.String(required=True, description="What to ask for.")
    required = graphene.Boolean(required=True, description="Whether it must be said.")
    is_long = graphene.Boolean(required=True, description="Whether it may have several lines.")
    description = graphene.String(required=True, description="What it means, and its form.")

    def resolve_required(self: Any, info: GraphQLResolveInfo) -> bool:
        return bool(self.is_required)


class ImportFormatType(graphene.ObjectType):
    """A kind of file that can be imported."""

    class Meta:
        name = "ImportFormat"

    key = graphene.String(required=True, description="Its name in `importStart`.")
    title = graphene.String(required=True, description="For people.")
    description = graphene.String(required=True, description="What such a file is.")
    accept = graphene.String(required=True, description="Usual endings of its name, as a file field takes them.")
    columns = graphene.List(graphene.NonNull(ImportColumnType), required=True, description="What its rows hold.")
    has_columns = graphene.Boolean(
        required=True, description="Whether files may call the columns otherwise; see importColumns."
    )
    options = graphene.List(graphene.NonNull(ImportOptionType), required=True, description="What to say beside it.")

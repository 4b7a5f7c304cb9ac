"""The columns of a file that was sent, as the API shows them."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from catalog.interchange import queries
from catalog.interchange.errors import FileRefusedError
from exchange.api.core.ids import find_visible
from exchange.api.interchange.types import UploadType


class FoundColumnType(graphene.ObjectType):
    """A column of a file."""

    class Meta:
        name = "FoundColumn"

    header = graphene.String(required=True, description="As the file calls it.")
    name = graphene.String(required=True, description="The format's column that it is read as; empty if it is none.")
    examples = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Its first values, three at most."
    )


class FoundColumnsType(graphene.ObjectType):
    """What the columns of a file are read as."""

    class Meta:
        name = "FoundColumns"

    failure = graphene.String(required=True, description="Why the file cannot be read; empty if it can.")
    columns = graphene.List(graphene.NonNull(FoundColumnType), required=True, description="In the file's order.")


class ImportColumns(graphene.Field):
    """The root field ``importColumns(upload:, format:)``."""

    def __init__(self) -> None:
        super().__init__(
            FoundColumnsType,
            description="The columns of a file that the viewer sent; null for a format whose rows have none.",
            upload=graphene.ID(required=True, description="The file."),
            format=graphene.String(required=True, description="Key of the format, see importFormats."),
        )

    def wrap_resolve(self, parent_resolver: Any) -> Any:
        return self._resolve

    def _resolve(self, root: Any, info: GraphQLResolveInfo, *, upload: str, **arguments: str) -> Any:
        found = find_visible(info.context, UploadType, upload)
        if found is None:
            return None
        try:
            columns = queries.found_columns(found, arguments["format"])
        except FileRefusedError as refusal:
            return {"failure": str(refusal), "columns": []}
        return None if columns is None else {"failure": "", "columns": columns}

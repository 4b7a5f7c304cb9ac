from typing import Any, Self

import graphene

from catalog.interchange import operations
from catalog.interchange.errors import StartCode
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.interchange.types import ImportRunType, UploadType
from exchange.parties.permissions import Permission


class ImportStart(Mutation):
    """Import an uploaded file into a unit; the run shows how far it is and what is wrong with which rows."""

    permission = Permission.IMPORT_LISTINGS
    codes = explain(StartCode)

    class Input:
        upload = IdOf(UploadType, required=True, description="The file, as POST /uploads answered it.")
        unit = IdOf("exchange.api.parties.types.UnitType", required=True, description="The unit whose inventory it is.")
        format = graphene.String(required=True, description="Key of the format, see importFormats.")
        options = graphene.JSONString(description="An object of the format's options by key.")
        mapping = graphene.JSONString(
            description="An object of the format's columns by the file's, empty for one to ignore; see importColumns."
        )
        preview = graphene.Boolean(description="Whether to store nothing and say all that storing would say.")
        strict = graphene.Boolean(description="Whether one wrong row keeps all others out; no if not said.")

    import_run = graphene.Field(ImportRunType, description="The run; a worker takes it up at once.")

    @classmethod
    def perform(cls, *, options: Any = None, **given: Any) -> Self:
        return cls(import_run=operations.start_import(options={} if options is None else options, **given))

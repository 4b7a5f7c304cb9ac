from datetime import datetime
from typing import Any, Self

import graphene

from catalog.interchange import operations
from catalog.interchange.errors import StartCode
from catalog.interchange.models import Upload
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.interchange.types import ImportRunType, UploadType
from exchange.parties.models import Person, Unit
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

    import_run = graphene.Field(ImportRunType, description="The run; a worker takes it up at once.")

    @classmethod
    def perform(
        cls,
        *,
        by: Person,
        now: datetime,
        upload: Upload,
        unit: Unit,
        format: str,  # noqa: A002 -- the contract's word
        options: Any = None,
    ) -> Self:
        run = operations.start_import(
            upload=upload, unit=unit, format=format, options={} if options is None else options, by=by, now=now
        )
        return cls(import_run=run)

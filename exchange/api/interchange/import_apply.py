from datetime import datetime
from typing import Self

import graphene

from catalog.interchange import operations
from catalog.interchange.errors import ApplyCode
from catalog.interchange.models import ImportRun
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.interchange.types import ImportRunType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class ImportApply(Mutation):
    """Import what a preview has shown; given again, it answers the same import."""

    permission = Permission.IMPORT_LISTINGS
    codes = explain(ApplyCode)

    class Input:
        preview = IdOf(ImportRunType, required=True, description="The preview, done.")
        strict = graphene.Boolean(description="Whether one wrong row keeps all others out; no if not said.")

    import_run = graphene.Field(ImportRunType, description="The import; a worker takes it up at once.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, preview: ImportRun, strict: bool | None = None) -> Self:
        return cls(import_run=operations.apply_preview(preview=preview, by=by, now=now, strict=bool(strict)))

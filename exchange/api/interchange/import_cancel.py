from datetime import datetime
from typing import Self

import graphene

from catalog.interchange import operations
from catalog.interchange.errors import CancelCode
from catalog.interchange.models import ImportRun
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.interchange.types import ImportRunType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission


class ImportCancel(Mutation):
    """Call an import off while it is not done; nothing of it is stored."""

    permission = Permission.IMPORT_LISTINGS
    codes = explain(CancelCode)

    class Input:
        import_run = IdOf(ImportRunType, required=True, description="The import.")

    import_run = graphene.Field(ImportRunType, description="The run, cancelled.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, import_run: ImportRun) -> Self:
        return cls(import_run=operations.cancel_import(run=import_run, by=by, now=now))

"""The interchange's part of the schema."""

from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from catalog.interchange.formats import FORMATS, ImportFormat
from catalog.interchange.models import ImportRun
from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.core.fields import Found
from exchange.api.core.ids import IdOf
from exchange.api.interchange.columns import ImportColumns
from exchange.api.interchange.import_apply import ImportApply
from exchange.api.interchange.import_cancel import ImportCancel
from exchange.api.interchange.import_start import ImportStart
from exchange.api.interchange.types import ImportFormatType, ImportRunType
from exchange.parties.models import Unit


def of_unit(rows: QuerySet[ImportRun], info: GraphQLResolveInfo, unit: Unit | None = None) -> QuerySet[ImportRun]:
    return rows if unit is None else rows.filter(unit=unit)


class Query(graphene.ObjectType):
    """What was imported, and what can be."""

    import_runs = ConnectionField(
        ImportRunType,
        order=Order("-pk"),
        narrow=of_unit,
        description="Imports into the units for which the viewer may import, newest first.",
        unit=IdOf("exchange.api.parties.types.UnitType", description="Only into this unit."),
    )
    import_columns = ImportColumns()
    import_run = Found(ImportRunType, description="One import.")
    import_formats = graphene.List(
        graphene.NonNull(ImportFormatType), required=True, description="Kinds of file that can be imported."
    )

    def resolve_import_formats(self: Any, info: GraphQLResolveInfo) -> list[ImportFormat]:
        return list(FORMATS.values())


class Mutation(graphene.ObjectType):
    """What is imported."""

    import_start = ImportStart.Field()
    import_apply = ImportApply.Field()
    import_cancel = ImportCancel.Field()

"""Fields to related rows, loaded for all peers at once and through the viewer's eyes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any

import graphene
from django.db.models import F, Model, QuerySet, Window
from django.db.models.functions import RowNumber
from graphene.utils.str_converters import to_snake_case
from graphql import GraphQLResolveInfo

from exchange.api.core.cursors import Order
from exchange.api.core.peers import Peers
from exchange.api.core.types import ModelType, type_of

_PARENTS = "_parents"
_JOINED = "_joined"
LIST_CAP = 500


class Scope(Enum):
    """Through whose eyes a related row is seen."""

    VIEWER = "only what the type's `visible` shows"
    PARENT = "whoever sees the parent sees it, e.g. who decided a line"

    def rows(self, node: type[ModelType], info: GraphQLResolveInfo) -> QuerySet[Any]:
        return node.scoped(info.context) if self is Scope.VIEWER else node._meta.model._default_manager.all()


def remember_parents(rows: Iterable[Model], relation: str, parents: Sequence[Model]) -> None:
    """Keep with each row the parent by which it was reached, so that the way back costs nothing."""
    by_key = {parent.pk: parent for parent in parents}
    for row in rows:
        field: Any = row._meta.get_field(relation)
        parent = by_key[getattr(row, field.attname)]
        row.__dict__.setdefault(_PARENTS, {})[relation] = parent
        field.set_cached_value(row, parent)


def remember_joined(rows: Iterable[Model], *relations: str) -> None:
    """Keep with each row the one that a relation leads to and its statement brought along, and with that its own.

    They spare a statement where everybody may see them; elsewhere they are fetched again.
    """
    for relation in relations:
        found: dict[Any, Model] = {}
        for row in rows:
            field: Any = row._meta.get_field(relation)
            joined = found.setdefault(getattr(row, field.attname), field.get_cached_value(row))
            row.__dict__.setdefault(_JOINED, {})[relation] = joined
        rows = list(found.values())
        Peers(rows)


class One(graphene.Field):
    """A field to one related row: a foreign key, or the far end of a one-to-one.

    Args:
        reference: type of the row, a dotted path to it, or a function that returns it.
        source: name of the relation on the model, where it differs from the field's.
        scope: ask for Scope.PARENT only where the parent's viewer may see the row whoever it is.
        required: only for a relation that is never null and never hidden.
    """

    def __init__(
        self,
        reference: Any,
        *,
        description: str,
        source: str = "",
        scope: Scope = Scope.VIEWER,
        required: bool = False,
    ) -> None:
        self._reference = reference
        self._source_name = source
        self._scope = scope
        super().__init__(lambda: type_of(reference), description=description, required=required)

    def wrap_resolve(self, parent_resolver: Any) -> Any:
        return self._resolve

    def _resolve(self, root: Model, info: GraphQLResolveInfo) -> Any:
        source = self._source_name or to_snake_case(info.field_name)
        peers = Peers.of(root)
        found = peers.ask(("one", id(self), source), lambda rows: self._load(rows, source, info))
        return found.get(root.pk)

    def _load(self, rows: Sequence[Model], source: str, info: GraphQLResolveInfo) -> Mapping[Any, Model]:
        found = {row.pk: parent for row in rows if (parent := row.__dict__.get(_PARENTS, {}).get(source))}
        visible = self._scope.rows(type_of(self._reference), info)
        if not visible.query.where:
            joined = {row.pk: other for row in rows if (other := row.__dict__.get(_JOINED, {}).get(source))}
            found = {**joined, **found}
        missing = [row for row in rows if row.pk not in found]
        if not missing:
            return found
        field: Any = rows[0]._meta.get_field(source)
        if field.concrete:
            found.update(_by_foreign_key(missing, field, visible))
        else:
            found.update(_by_far_end(missing, field.field, visible))
        Peers({id(row): row for row in found.values()}.values())
        return found


def _by_foreign_key(rows: Sequence[Model], field: Any, visible: QuerySet[Any]) -> Mapping[Any, Model]:
    keys = {key for row in rows if (key := getattr(row, field.attname)) is not None}
    related = {other.pk: other for other in visible.filter(pk__in=keys)} if keys else {}
    found = {row.pk: related[key] for row in rows if (key := getattr(row, field.attname)) in related}
    for row in rows:
        if row.pk in found:
            field.set_cached_value(row, found[row.pk])
    return found


def _by_far_end(rows: Sequence[Model], field: Any, visible: QuerySet[Any]) -> Mapping[Any, Model]:
    related = list(visible.filter(**{f"{field.name}__in": [row.pk for row in rows]}))
    remember_parents(related, field.name, rows)
    return {getattr(other, field.attname): other for other in related}


class Many(graphene.Field):
    """A short list of related rows, whole and without pages: a reverse foreign key or a many-to-many.

    Args:
        reference: type of the rows, a dotted path to it, or a function that returns it.
        order: total order of the list.
        source: name of the relation on the model, where it differs from the field's.
        scope: as for `One`.
        cap: how many rows at most; use a `ConnectionField` for what can grow beyond it.
    """

    def __init__(
        self,
        reference: Any,
        *,
        order: Order,
        description: str,
        source: str = "",
        scope: Scope = Scope.VIEWER,
        cap: int = LIST_CAP,
    ) -> None:
        self._reference = reference
        self._order = order
        self._source_name = source
        self._scope = scope
        self._cap = cap
        super().__init__(
            lambda: graphene.NonNull(graphene.List(graphene.NonNull(type_of(reference)))),
            description=f"{description} At most {cap}.",
        )

    def wrap_resolve(self, parent_resolver: Any) -> Any:
        self._order.check(type_of(self._reference)._meta.model)
        return self._resolve

    def _resolve(self, root: Model, info: GraphQLResolveInfo) -> list[Any]:
        source = self._source_name or to_snake_case(info.field_name)
        peers = Peers.of(root)
        found = peers.ask(("many", id(self), source), lambda rows: self._load(rows, source, info))
        return found.get(root.pk, [])

    def _load(self, rows: Sequence[Model], source: str, info: GraphQLResolveInfo) -> Mapping[Any, list[Model]]:
        field: Any = rows[0]._meta.get_field(source)
        visible = self._scope.rows(type_of(self._reference), info)
        keys = [row.pk for row in rows]
        if field.many_to_many:
            found = self._through(field, keys, visible)
        else:
            found = self._behind(field.field, keys, visible)
            remember_parents((row for group in found.values() for row in group), field.field.name, rows)
        Peers({id(row): row for group in found.values() for row in group}.values())
        return found

    def _behind(self, field: Any, keys: list[Any], visible: QuerySet[Any]) -> Mapping[Any, list[Model]]:
        place = Window(RowNumber(), partition_by=F(field.attname), order_by=self._order.expressions())
        placed = visible.filter(**{f"{field.name}__in": keys}).annotate(row_place=place)
        found: dict[Any, list[Model]] = defaultdict(list)
        for row in placed.filter(row_place__lte=self._cap).order_by(field.attname, "row_place"):
            found[getattr(row, field.attname)].append(row)
        return found

    def _through(self, field: Any, keys: list[Any], visible: QuerySet[Any]) -> Mapping[Any, list[Model]]:
        """Read the pairs, then the rows: the same row may belong to several parents."""
        table = field.remote_field.through if field.concrete else field.through
        near, far = (
            (field.m2m_field_name(), field.m2m_reverse_field_name())
            if field.concrete
            else (field.field.m2m_reverse_field_name(), field.field.m2m_field_name())
        )
        pairs = table._default_manager.filter(**{f"{near}__in": keys}).values_list(f"{near}_id", f"{far}_id")
        owners: dict[Any, set[Any]] = defaultdict(set)
        for owner, other in pairs:
            owners[other].add(owner)
        found: dict[Any, list[Model]] = defaultdict(list)
        for row in visible.filter(pk__in=owners).order_by(*self._order.expressions()) if owners else ():
            for owner in owners[row.pk]:
                if len(found[owner]) < self._cap:
                    found[owner].append(row)
        return found

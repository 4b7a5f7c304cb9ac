import { Button, Group, Stack, Text } from '@mantine/core';
import { IconBuildingWarehouse, IconPencil } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page';
import { pageArguments, Pager } from '@/components/pager';
import { graphql } from '@/graphql/gql';
import { count } from '@/lib/format';
import type { UnitChoice } from '@/lib/units';
import { useAnswer } from '@/lib/use-answer';
import { useUnitsWhere } from '@/lib/use-units';

import { BulkEditDialog } from './bulk-edit-dialog';
import { InventoryFilters } from './inventory-filters';
import { InventoryTable, type Chosen } from './inventory-table';
import { isNarrowed } from './search';
import { UndoNotice, type Made } from './undo-notice';

const InventoryQuery = graphql(`
  query Inventory(
    $unit: ID!
    $search: String
    $kind: [ListingKind!]
    $visibility: [Visibility!]
    $sort: InventorySort
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    inventory(
      unit: $unit
      search: $search
      kind: $kind
      visibility: $visibility
      sort: $sort
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      totalCount
      pageInfo {
        ...PageInfoFields
      }
      edges {
        node {
          id
          ...InventoryRowFields
        }
      }
    }
  }
`);

const route = getRouteApi('/inventory');

/** What a unit lists, to be looked after by its managers. */
export function InventoryPage() {
  const units = useUnitsWhere('MANAGE_LISTINGS');
  const search = route.useSearch();
  return (
    <Page
      title="Inventory"
      lead="What your unit lists: who sees it, what there is of it, and on what terms."
      actions={<ButtonLink to="/imports/new">Import a file</ButtonLink>}
      width={1280}
    >
      <AnswerView answer={units}>
        {(choices) => {
          const unit = choices.find(({ id }) => id === search.unit) ?? choices[0];
          return unit ? (
            <UnitInventory key={unit.id} unit={unit} units={choices} />
          ) : (
            <Empty icon={IconBuildingWarehouse} title="There is no unit whose listings you manage">
              That needs the role Resource manager in a unit. Your organisation’s administrator grants it.
            </Empty>
          );
        }}
      </AnswerView>
    </Page>
  );
}

function UnitInventory({ unit, units }: { unit: UnitChoice; units: readonly UnitChoice[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const [isEditing, setIsEditing] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const answer = useAnswer(
    InventoryQuery,
    {
      unit: unit.id,
      search: search.text ?? null,
      kind: search.kind ? [search.kind] : null,
      visibility: search.visibility ? [search.visibility] : null,
      sort: search.sort ?? null,
      ...pageArguments(search, 50),
    },
    { typenames: ['Listing'] },
  );
  return (
    <Stack gap="md">
      <InventoryFilters
        search={search}
        unit={unit}
        units={units}
        onChange={(change) => {
          setChosen(new Map());
          void navigate({ search: { ...search, after: undefined, before: undefined, ...change } });
        }}
      />
      {made && <UndoNotice key={made.id} made={made} />}
      <AnswerView answer={answer}>
        {({ inventory: { edges, pageInfo, totalCount } }) =>
          edges.length === 0 ? (
            <Nothing isNarrowed={isNarrowed(search)} />
          ) : (
            <>
              <Group gap="sm" mih={36}>
                <Button
                  disabled={chosen.size === 0}
                  leftSection={<IconPencil size={18} aria-hidden />}
                  onClick={() => {
                    setIsEditing(true);
                  }}
                >
                  Edit the chosen…
                </Button>
                <Text size="sm" c="dimmed" role="status">
                  {chosen.size === 0
                    ? 'Choose listings to change them together.'
                    : `${count(chosen.size, 'listing')} chosen`}
                </Text>
              </Group>
              <InventoryTable listings={edges.map(({ node }) => node)} chosen={chosen} onChoose={setChosen} />
              <Pager
                pageInfo={pageInfo}
                total={totalCount}
                of="listing"
                onMove={(place) => {
                  setChosen(new Map());
                  void navigate({ search: { ...search, after: undefined, before: undefined, ...place } });
                }}
              />
              <BulkEditDialog
                isOpen={isEditing}
                chosen={chosen}
                onClose={() => {
                  setIsEditing(false);
                }}
                onMade={(edit) => {
                  setChosen(new Map());
                  setMade(edit);
                }}
              />
            </>
          )
        }
      </AnswerView>
    </Stack>
  );
}

function Nothing({ isNarrowed: isFiltered }: { isNarrowed: boolean }) {
  return isFiltered ? (
    <Empty icon={IconBuildingWarehouse} title="Nothing fits">
      No listing of the unit has all of this. Take a filter away or search for less.
    </Empty>
  ) : (
    <Empty
      icon={IconBuildingWarehouse}
      title="Nothing is listed yet"
      action={<ButtonLink to="/imports/new">Import a file</ButtonLink>}
    >
      Import a collection, cell lines or other holdings from a file, and look after them here.
    </Empty>
  );
}

import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

import { KINDS } from '@/components/listing-kind';
import type { UnitChoice } from '@/lib/units';

import { KIND_NAMES, SORTS, VISIBILITIES, inventorySearch, type InventorySearch } from './search';
import { VISIBILITY } from './visibility-badge';

const SORT_LABELS = {
  TITLE: 'Title',
  KEY: 'Your key',
  CHANGED: 'Last change',
  AVAILABLE: 'Most available',
} as const satisfies Record<(typeof SORTS)[number], string>;

interface InventoryFiltersProps {
  search: InventorySearch;
  unit: UnitChoice;
  units: readonly UnitChoice[];
  onChange: (change: Partial<InventorySearch>) => void;
}

/** What narrows and sorts a unit's listings. */
export function InventoryFilters({ search, unit, units, onChange }: InventoryFiltersProps) {
  const [text, setText] = useState(search.text ?? '');
  const choose = (name: keyof InventorySearch) => (event: { currentTarget: { value: string } }) => {
    onChange({ [name]: inventorySearch({ [name]: event.currentTarget.value })[name] });
  };
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ text: text.trim() === '' ? undefined : text.trim() });
      }}
    >
      <Group align="flex-end" gap="sm">
        {units.length > 1 && (
          <NativeSelect
            label="Unit"
            value={unit.id}
            onChange={choose('unit')}
            data={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <TextInput
          label="Search the inventory"
          placeholder="Name, identifier or your key"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
          flex="1 1 14rem"
        />
        <NativeSelect
          label="Kind"
          value={search.kind ?? ''}
          onChange={choose('kind')}
          data={[
            { value: '', label: 'All' },
            ...KIND_NAMES.map((value) => ({ value, label: KINDS[value].label })),
          ]}
        />
        <NativeSelect
          label="Seen by"
          value={search.visibility ?? ''}
          onChange={choose('visibility')}
          data={[
            { value: '', label: 'All' },
            ...VISIBILITIES.map((value) => ({ value, label: VISIBILITY[value].label })),
          ]}
        />
        <NativeSelect
          label="Sort by"
          value={search.sort ?? 'TITLE'}
          onChange={choose('sort')}
          data={SORTS.map((value) => ({ value, label: SORT_LABELS[value] }))}
        />
        <Button type="submit" variant="default" leftSection={<IconSearch size={18} aria-hidden />}>
          Search
        </Button>
      </Group>
    </form>
  );
}

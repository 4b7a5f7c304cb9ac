import { Button, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

import { Choices } from '@/features/catalogue/choices';
import { useFacets, type FacetData } from '@/features/catalogue/facet-question';
import { FACETS, shownValues, valueLabel, type ShownFacet } from '@/features/catalogue/facets';
import { KIND_NAMES, type CatalogueSearch } from '@/features/catalogue/search';

/** As many values as the server tells of a facet, unless one looks for others. */
const MOST_TOLD = 30;

interface FacetChoicesProps {
  facet: FacetData;
  search: CatalogueSearch;
  onChange: (change: Partial<CatalogueSearch>) => void;
}

/** Choose values of one facet; a long one opens further, and the longest can be searched. */
export function FacetChoices({ facet, search, onChange }: FacetChoicesProps) {
  const name = facet.name as ShownFacet;
  const { legend } = FACETS[name];
  const chosen: readonly string[] = search[name] ?? [];
  const [isWhole, { toggle }] = useDisclosure(false);
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 250);
  const isSearched = text !== '';
  const found = useFacets({ search, only: [name], matching: text, isPaused: !isSearched });
  const values = (isSearched ? found.data?.[0]?.values : facet.values) ?? [];
  const shown = shownValues(values, chosen, isWhole || isSearched);
  const further = values.length - shownValues(values, chosen, false).length;
  return (
    <Choices
      legend={legend}
      options={shown.map(({ value, label, count }) => ({
        value,
        label: valueLabel(name, value, label),
        count,
      }))}
      chosen={chosen}
      onChange={(next) => {
        onChange(
          name === 'kind' ? { kind: KIND_NAMES.filter((kind) => next.includes(kind)) } : { [name]: next },
        );
      }}
      search={
        facet.values.length >= MOST_TOLD && (
          <TextInput
            type="search"
            size="xs"
            aria-label={`Look for a value of ${legend}`}
            placeholder="Look for another"
            leftSection={<IconSearch size={14} aria-hidden />}
            maxLength={100}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
            }}
          />
        )
      }
      more={
        isSearched ? (
          found.data !== undefined &&
          values.length === 0 && (
            <Text size="sm" c="dimmed" role="status">
              Nothing found has “{text}”.
            </Text>
          )
        ) : further > 0 ? (
          <Button
            variant="subtle"
            size="compact-sm"
            style={{ alignSelf: 'flex-start' }}
            onClick={toggle}
            aria-expanded={isWhole}
            aria-label={isWhole ? `Show fewer of ${legend}` : `Show ${further} more of ${legend}`}
          >
            {isWhole ? 'Show fewer' : `Show ${further} more`}
          </Button>
        ) : undefined
      }
    />
  );
}

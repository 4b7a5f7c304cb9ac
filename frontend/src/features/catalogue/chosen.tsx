import { Button, Group } from '@mantine/core';
import { IconX } from '@tabler/icons-react';

import { KINDS } from '@/components/listing-kind';
import { VERDICTS } from '@/components/verdict-badge';
import { chosenFacets, type FacetData } from '@/features/catalogue/facet-question';
import { FACETS, valueLabel, type ShownFacet } from '@/features/catalogue/facets';
import type { CatalogueSearch } from '@/features/catalogue/search';
import type { ListingKind } from '@/graphql/graphql';
import { countryName, number } from '@/lib/format';

import classes from './filters.module.css';

interface ChosenProps {
  search: CatalogueSearch;
  facets: readonly FacetData[];
  onChange: (change: Partial<CatalogueSearch>) => void;
  onClear: () => void;
}

interface Chip {
  key: string;
  /** Of what it is a choice. */
  legend: string;
  label: string;
  without: Partial<CatalogueSearch>;
}

/** What is chosen, each with a way to take it back. */
export function Chosen({ search, facets, onChange, onClear }: ChosenProps) {
  const chips = chipsOf(search, facets);
  if (chips.length === 0) return null;
  return (
    <Group gap="xs" align="flex-start" component="section" aria-label="Chosen filters">
      <ul className={classes.chips}>
        {chips.map(({ key, legend, label, without }) => (
          <li key={key}>
            <Button
              variant="default"
              size="compact-sm"
              fw={400}
              maw="100%"
              rightSection={<IconX size={14} aria-hidden />}
              aria-label={`Remove ${legend}: ${label}`}
              onClick={() => {
                onChange(without);
              }}
            >
              {label}
            </Button>
          </li>
        ))}
        <li>
          <Button variant="subtle" size="compact-sm" onClick={onClear}>
            Clear all
          </Button>
        </li>
      </ul>
    </Group>
  );
}

function chipsOf(search: CatalogueSearch, facets: readonly FacetData[]): Chip[] {
  const { verdict = [], unit, quantityAtLeast } = search;
  return [
    ...chosenFacets(search).flatMap((name) => chipsOfFacet(name, search, facets)),
    ...verdict.map((value) => ({
      key: value,
      legend: 'May it be used?',
      label: VERDICTS[value].label,
      without: { verdict: verdict.filter((other) => other !== value) },
    })),
    ...(quantityAtLeast === undefined
      ? []
      : [
          {
            key: 'quantity',
            legend: 'Quantity',
            label: `At least ${number(quantityAtLeast)} available`,
            without: { quantityAtLeast: undefined },
          },
        ]),
    ...(unit === undefined
      ? []
      : [{ key: 'unit', legend: 'Unit', label: 'One unit only', without: { unit: undefined } }]),
  ];
}

function chipsOfFacet(name: ShownFacet, search: CatalogueSearch, facets: readonly FacetData[]): Chip[] {
  const chosen: readonly string[] = search[name] ?? [];
  const known = facets.find((facet) => facet.name === name)?.values ?? [];
  return chosen.map((value) => {
    const label = known.find((one) => one.value === value)?.label ?? labelBefore(name, value);
    return {
      key: `${name} ${value}`,
      legend: FACETS[name].legend,
      label: valueLabel(name, value, label),
      without: { [name]: chosen.filter((other) => other !== value) },
    };
  });
}

/** What a value is called until the server has said it. */
function labelBefore(name: ShownFacet, value: string): string {
  if (name === 'kind') return KINDS[value as ListingKind].label;
  return name === 'country' ? countryName(value) : name === 'provider' || name === 'consortium' ? '…' : value;
}

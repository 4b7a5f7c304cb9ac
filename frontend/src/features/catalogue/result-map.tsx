import { Checkbox, Group, Paper, Stack, Table, Text } from '@mantine/core';
import type { KeyboardEvent } from 'react';

import { AnswerView } from '@/components/answer-view';
import { ListSkeleton } from '@/components/skeletons';
import { TableFrame } from '@/components/table-frame';
import { useFacets, type FacetData } from '@/features/catalogue/facet-question';
import { levelOf, LEVELS } from '@/features/catalogue/map-levels';
import type { CatalogueSearch } from '@/features/catalogue/search';
import world from '@/features/catalogue/world.json';
import { count, number } from '@/lib/format';

import classes from './map.module.css';

/** More than there are countries. */
const ALL = 300;

interface ResultMapProps {
  search: CatalogueSearch;
  onChange: (change: Partial<CatalogueSearch>) => void;
}

/** Where what is found is offered, by country, on a map and in a table that says the same. */
export function ResultMap({ search, onChange }: ResultMapProps) {
  const chosen = search.country ?? [];
  const answer = useFacets({ search, only: ['country'], most: ALL });
  const toggle = (code: string) => {
    onChange({
      country: chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code].sort(),
    });
  };
  return (
    <AnswerView answer={answer} skeleton={<ListSkeleton rows={1} height={420} />}>
      {(facets) => {
        const countries = facets[0]?.values ?? [];
        return (
          <Stack gap="md">
            <Paper p="sm">
              <WorldMap countries={countries} chosen={chosen} onToggle={toggle} />
              <Legend most={Math.max(0, ...countries.map((country) => country.count))} />
            </Paper>
            <CountryTable countries={countries} chosen={chosen} onToggle={toggle} />
          </Stack>
        );
      }}
    </AnswerView>
  );
}

interface CountriesProps {
  countries: FacetData['values'];
  chosen: readonly string[];
  onToggle: (code: string) => void;
}

const SHAPES: Record<string, string> = world.shapes;
const PLACES: Record<string, number[]> = world.places;
const RADIUS = 4;

function WorldMap({ countries, chosen, onToggle }: CountriesProps) {
  const most = Math.max(0, ...countries.map((country) => country.count));
  const offered = new Set(countries.map(({ value }) => value));
  return (
    <svg
      viewBox={`0 0 ${world.width} ${world.height}`}
      className={classes.map}
      role="group"
      aria-label="Map of the providers’ countries"
    >
      <path
        className={classes.land}
        d={Object.entries(SHAPES)
          .filter(([code]) => !offered.has(code))
          .map(([, shape]) => shape)
          .join('')}
        aria-hidden
      />
      {countries.map((country) => {
        const { value: code, label } = country;
        const place = PLACES[code];
        const common = {
          className: classes.country,
          'data-level': levelOf(country.count, most),
          role: 'checkbox',
          'aria-checked': chosen.includes(code),
          'aria-label': `${label}: ${count(country.count, 'listing')}`,
          tabIndex: 0,
          onClick: () => {
            onToggle(code);
          },
          onKeyDown: (event: KeyboardEvent) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            onToggle(code);
          },
          children: <title>{`${label}: ${number(country.count)}`}</title>,
        };
        if (place) return <circle key={code} cx={place[0]} cy={place[1]} r={RADIUS} {...common} />;
        return SHAPES[code] !== undefined && <path key={code} d={SHAPES[code]} {...common} />;
      })}
    </svg>
  );
}

function Legend({ most }: { most: number }) {
  if (most === 0) return null;
  return (
    <Group gap="xs" justify="flex-end" aria-hidden>
      <Text size="xs" c="dimmed">
        1
      </Text>
      {Array.from({ length: LEVELS }, (_, place) => (
        <span key={place} className={classes.swatch} data-level={place + 1} />
      ))}
      <Text size="xs" c="dimmed">
        {count(most, 'listing')}
      </Text>
    </Group>
  );
}

function CountryTable({ countries, chosen, onToggle }: CountriesProps) {
  if (countries.length === 0) return null;
  return (
    <Paper p={0} className={classes.frame}>
      <TableFrame label="Listings by country" minWidth={280} maxHeight={420}>
        <Table.Thead className={classes.head}>
          <Table.Tr>
            <Table.Th scope="col">Country</Table.Th>
            <Table.Th scope="col" ta="end">
              Listings
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {countries.map(({ value, label, count: found }) => (
            <Table.Tr key={value}>
              <Table.Td>
                <Checkbox
                  size="sm"
                  label={label}
                  checked={chosen.includes(value)}
                  onChange={() => {
                    onToggle(value);
                  }}
                />
              </Table.Td>
              <Table.Td ta="end">{number(found)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </TableFrame>
    </Paper>
  );
}

import { Button, Checkbox, Collapse, Fieldset, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useId } from 'react';

import { TextLink } from '@/components/links';
import { KINDS } from '@/components/listing-kind';
import { ProjectPicker } from '@/components/project-picker';
import { VERDICTS } from '@/components/verdict-badge';
import { filterCount, KIND_NAMES, VERDICT_NAMES, type CatalogueSearch } from '@/features/catalogue/search';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { FacetFieldsFragment } from '@/graphql/graphql';
import { countryName, number } from '@/lib/format';
import { useViewer } from '@/lib/viewer';

import classes from './catalogue.module.css';

export const FacetFields = graphql(`
  fragment FacetFields on Facet {
    name
    values {
      value
      label
      count
    }
  }
`);

interface FiltersProps {
  search: CatalogueSearch;
  facets: readonly FragmentType<typeof FacetFields>[];
  onChange: (change: Partial<CatalogueSearch>) => void;
}

/** What narrows the results. On narrow screens it opens on demand. */
export function Filters(props: FiltersProps) {
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const [isOpen, { toggle }] = useDisclosure(false);
  const id = useId();
  const set = filterCount(props.search);
  if (isWide) return <FilterPanel {...props} />;
  return (
    <div>
      <Button
        variant="default"
        onClick={toggle}
        aria-expanded={isOpen}
        aria-controls={id}
        leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
      >
        {set > 0 ? `Filters (${set})` : 'Filters'}
      </Button>
      <Collapse expanded={isOpen} id={id}>
        <FilterPanel {...props} />
      </Collapse>
    </div>
  );
}

function FilterPanel({ search, facets, onChange }: FiltersProps) {
  const all = readFragment(FacetFields, facets);
  const known = (name: string) => all.find((facet) => facet.name === name)?.values ?? [];
  return (
    <Paper component="section" aria-label="Filters" p="md" mt={{ base: 'sm', md: 0 }}>
      <Stack gap="lg">
        <ProjectFilter search={search} onChange={onChange} />
        {search.project !== undefined && (
          <Choices
            legend="May it be used?"
            options={VERDICT_NAMES.map((value) => ({ value, label: VERDICTS[value].label }))}
            counts={known('verdict')}
            chosen={search.verdict ?? []}
            onChange={(verdict) => {
              onChange({ verdict: VERDICT_NAMES.filter((name) => verdict.includes(name)) });
            }}
          />
        )}
        <Choices
          legend="Kind"
          options={KIND_NAMES.map((value) => ({ value, label: KINDS[value].label }))}
          counts={known('kind')}
          chosen={search.kind ?? []}
          onChange={(kind) => {
            onChange({ kind: KIND_NAMES.filter((name) => kind.includes(name)) });
          }}
        />
        <Choices
          legend="Country of the provider"
          options={countryOptions(known('country'), search.country ?? [])}
          counts={known('country')}
          chosen={search.country ?? []}
          onChange={(country) => {
            onChange({ country });
          }}
        />
      </Stack>
    </Paper>
  );
}

function ProjectFilter({ search, onChange }: Pick<FiltersProps, 'search' | 'onChange'>) {
  if (useViewer() === null) {
    return (
      <Text size="sm">
        <TextLink to="/sign-in" search={{ next: '/catalogue' }}>
          Sign in
        </TextLink>{' '}
        to see what you may use for your own project.
      </Text>
    );
  }
  return (
    <ProjectPicker
      label="Usable for my project"
      none="Any use"
      value={search.project}
      onChange={(project) => {
        onChange({ project, verdict: undefined });
      }}
    />
  );
}

type FacetValue = FacetFieldsFragment['values'][number];

interface Option {
  value: string;
  label: string;
}

/** A country stays in the list while it is chosen, even when nothing is found there any more. */
function countryOptions(found: readonly FacetValue[], chosen: readonly string[]): Option[] {
  const lost = chosen.filter((code) => !found.some(({ value }) => value === code));
  return [
    ...found.map(({ value, label }) => ({ value, label })),
    ...lost.map((value) => ({ value, label: countryName(value) })),
  ];
}

interface ChoicesProps {
  legend: string;
  options: readonly Option[];
  counts: readonly FacetValue[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

function Choices({ legend, options, counts, chosen, onChange }: ChoicesProps) {
  if (options.length === 0) return null;
  return (
    <Fieldset legend={legend} variant="unstyled" fz="sm" fw={600}>
      <Stack gap={8} mt={8}>
        {options.map(({ value, label }) => {
          const found = counts.find((facet) => facet.value === value);
          return (
            <Checkbox
              key={value}
              size="sm"
              fw={400}
              className={classes.option}
              checked={chosen.includes(value)}
              onChange={(event) => {
                onChange(
                  event.currentTarget.checked
                    ? [...chosen, value]
                    : chosen.filter((other) => other !== value),
                );
              }}
              label={
                <>
                  {label}
                  {found && <span className={classes.count}>{number(found.count)}</span>}
                </>
              }
            />
          );
        })}
      </Stack>
    </Fieldset>
  );
}

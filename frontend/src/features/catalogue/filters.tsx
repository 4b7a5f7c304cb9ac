import { Button, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';

import { TextLink } from '@/components/links';
import { ProjectPicker } from '@/components/project-picker';
import { VERDICTS } from '@/components/verdict-badge';
import { Choices } from '@/features/catalogue/choices';
import { FacetChoices } from '@/features/catalogue/facet-choices';
import { chosenFacets, type FacetData } from '@/features/catalogue/facet-question';
import { QuantityFilter } from '@/features/catalogue/quantity-filter';
import { groupsFor } from '@/features/catalogue/facets';
import { filterCount, VERDICT_NAMES, type CatalogueSearch } from '@/features/catalogue/search';
import { useViewer } from '@/lib/viewer';

import classes from './filters.module.css';

const FilterDrawer = lazy(async () => ({
  default: (await import('@/features/catalogue/filter-drawer')).FilterDrawer,
}));

interface FiltersProps {
  search: CatalogueSearch;
  /** What is known of the facets of open groups; undefined until there is an answer. */
  facets: readonly FacetData[] | undefined;
  /** Keys of the groups that are open. */
  open: ReadonlySet<string>;
  onToggle: (group: string, isOpen: boolean) => void;
  onChange: (change: Partial<CatalogueSearch>) => void;
  total: number | undefined;
}

/** What narrows the results. On narrow screens it opens on demand. */
export function Filters(props: FiltersProps) {
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const [isOpen, { open, close }] = useDisclosure(false);
  const set = filterCount(props.search);
  if (isWide) {
    return (
      <Paper component="section" aria-label="Filters" p="md">
        <FilterPanel {...props} />
      </Paper>
    );
  }
  return (
    <div>
      <Button
        variant="default"
        onClick={open}
        aria-haspopup="dialog"
        leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
      >
        {set > 0 ? `Filters (${set})` : 'Filters'}
      </Button>
      {isOpen && (
        <Suspense>
          <FilterDrawer onClose={close} total={props.total}>
            <FilterPanel {...props} />
          </FilterDrawer>
        </Suspense>
      )}
    </div>
  );
}

function FilterPanel({ search, facets, open, onToggle, onChange }: FiltersProps) {
  const chosen = new Set(chosenFacets(search));
  return (
    <Stack gap="md">
      <ProjectFilter search={search} onChange={onChange} />
      {search.project !== undefined && (
        <VerdictFilter search={search} facets={facets ?? []} onChange={onChange} />
      )}
      <div>
        {groupsFor(search.kind ?? [], chosen).map(({ key, title, facets: names }) => (
          <details
            key={key}
            className={classes.group}
            open={open.has(key)}
            onToggle={(event) => {
              onToggle(key, event.currentTarget.open);
            }}
          >
            <summary className={classes.summary}>
              <h2 className={classes.title}>{title}</h2>
            </summary>
            {open.has(key) && (
              <FacetGroup
                facets={names.flatMap((name) => facets?.find((facet) => facet.name === name) ?? [])}
                isKnown={facets?.some((facet) => names.some((name) => name === facet.name)) ?? false}
                withQuantity={key === 'what'}
                search={search}
                onChange={onChange}
              />
            )}
          </details>
        ))}
      </div>
    </Stack>
  );
}

interface FacetGroupProps extends Pick<FiltersProps, 'search' | 'onChange'> {
  facets: readonly FacetData[];
  isKnown: boolean;
  withQuantity: boolean;
}

function FacetGroup({ facets, isKnown, withQuantity, search, onChange }: FacetGroupProps) {
  const offered = facets.filter(({ values }) => values.length > 0);
  const notes = new Set(offered.flatMap(({ note }) => note ?? []));
  return (
    <Stack gap="lg" pb="md">
      {!isKnown && (
        <Text size="sm" c="dimmed">
          Counting…
        </Text>
      )}
      {isKnown && offered.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing here narrows what is found.
        </Text>
      )}
      {offered.map((facet) => (
        <FacetChoices key={facet.name} facet={facet} search={search} onChange={onChange} />
      ))}
      {withQuantity && <QuantityFilter search={search} onChange={onChange} />}
      {[...notes].map((note) => (
        <Text key={note} size="xs" c="dimmed">
          {note}
        </Text>
      ))}
    </Stack>
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

function VerdictFilter({
  search,
  facets,
  onChange,
}: Pick<FiltersProps, 'search' | 'onChange'> & { facets: readonly FacetData[] }) {
  const counted = facets.find(({ name }) => name === 'verdict')?.values ?? [];
  return (
    <Choices
      legend="May it be used?"
      options={VERDICT_NAMES.map((value) => ({
        value,
        label: VERDICTS[value].label,
        count: counted.find((one) => one.value === value)?.count ?? 0,
      }))}
      chosen={search.verdict ?? []}
      onChange={(verdict) => {
        onChange({ verdict: VERDICT_NAMES.filter((name) => verdict.includes(name)) });
      }}
    />
  );
}

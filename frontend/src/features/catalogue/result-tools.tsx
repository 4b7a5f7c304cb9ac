import { NativeSelect, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useId } from 'react';

import { SORT_NAMES, VIEW_NAMES, type CatalogueSearch } from '@/features/catalogue/search';
import { COUNTRIES } from '@/lib/countries';
import { useViewer } from '@/lib/viewer';

import classes from './catalogue.module.css';

const SORTS = {
  NEWEST: 'Newest first',
  NAME: 'By name, A to Z',
  NEAREST: 'Nearest first',
};
const VIEWS = [
  { value: 'cards', label: 'Cards' },
  { value: 'table', label: 'Table' },
  { value: 'map', label: 'Map' },
];
/** Where those are who have not said it; any country will do to begin with. */
const SOMEWHERE = 'DE';

interface ResultToolsProps {
  search: CatalogueSearch;
  onChange: (change: Partial<CatalogueSearch>) => void;
  /** Change how the same results are shown. */
  onView: (view: CatalogueSearch['view']) => void;
}

/** In which order results come, and as what. */
export function ResultTools({ search: { sort, near, view }, onChange, onView }: ResultToolsProps) {
  const home = useViewer()?.memberships[0]?.organisation.countryCode ?? SOMEWHERE;
  const id = useId();
  return (
    <div className={classes.tools}>
      <div role="group" aria-labelledby={id}>
        <VisuallyHidden id={id}>Show as</VisuallyHidden>
        <SegmentedControl
          size="sm"
          data={VIEWS}
          value={view ?? 'cards'}
          onChange={(value) => {
            onView(VIEW_NAMES.find((name) => name === value));
          }}
        />
      </div>
      {view !== 'map' && (
        <div className={classes.tools}>
          <NativeSelect
            size="sm"
            aria-label="Order"
            value={sort ?? ''}
            data={[
              { value: '', label: 'Likeliest first' },
              ...SORT_NAMES.map((value) => ({ value, label: SORTS[value] })),
            ]}
            onChange={(event) => {
              const next = SORT_NAMES.find((name) => name === event.currentTarget.value);
              onChange({ sort: next, near: next === 'NEAREST' ? home : undefined });
            }}
          />
          {sort === 'NEAREST' && (
            <NativeSelect
              size="sm"
              aria-label="Near to"
              value={near ?? home}
              data={COUNTRIES}
              onChange={(event) => {
                onChange({ near: event.currentTarget.value });
              }}
            />
          )}
        </div>
      )}
    </div>
  );
}

import { Button, Checkbox, Group, Text } from '@mantine/core';

import { ButtonLink } from '@/components/links';
import type { Comparison } from '@/features/catalogue/comparison';
import { MOST_COMPARED } from '@/features/catalogue/search';
import { count } from '@/lib/format';

import classes from './catalogue.module.css';

interface CompareChoiceProps {
  comparison: Comparison;
  id: string;
  title: string;
  /** The name is not shown, only read out. */
  isNameless?: boolean;
}

/** Choose a listing to be compared with others. */
export function CompareChoice({ comparison, id, title, isNameless = false }: CompareChoiceProps) {
  return (
    <Checkbox
      size="sm"
      className={classes.choose}
      aria-label={`Compare ${title}`}
      label={isNameless ? undefined : 'Compare'}
      checked={comparison.ids.includes(id)}
      onChange={() => {
        comparison.toggle(id);
      }}
    />
  );
}

interface CompareBarProps {
  comparison: Comparison;
  project: string | undefined;
  isFull: boolean;
  onClear: () => void;
}

/** How many are chosen, and the way to read them side by side. */
export function CompareBar({ comparison: { ids }, project, isFull, onClear }: CompareBarProps) {
  if (ids.length === 0) return null;
  return (
    <section aria-label="Comparison" className={classes.bar}>
      <Text size="sm" role="status">
        {isFull
          ? `At most ${MOST_COMPARED} listings are compared. Take one out to choose another.`
          : `${count(ids.length, 'listing')} chosen.`}
      </Text>
      <Group gap="xs">
        <Button variant="subtle" size="sm" onClick={onClear}>
          Choose none
        </Button>
        <ButtonLink to="/compare" search={{ listing: [...ids], project }} size="sm">
          {`Compare (${ids.length})`}
        </ButtonLink>
      </Group>
    </section>
  );
}

import { Checkbox, Fieldset, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

import { number } from '@/lib/format';

import classes from './filters.module.css';

interface ChoicesProps {
  legend: string;
  options: readonly { value: string; label: string; count: number }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** What stands between the legend and the options. */
  search?: ReactNode;
  /** What stands below the options. */
  more?: ReactNode;
}

/** Values of which several can be chosen, each with what choosing it gives. */
export function Choices({ legend, options, chosen, onChange, search, more }: ChoicesProps) {
  return (
    <Fieldset legend={legend} variant="unstyled" p={0} fz="sm" fw={600}>
      <Stack gap={8} mt={8} fw={400}>
        {search}
        {options.map(({ value, label, count }) => (
          <Checkbox
            key={value}
            size="sm"
            className={classes.option}
            checked={chosen.includes(value)}
            onChange={(event) => {
              onChange(
                event.currentTarget.checked ? [...chosen, value] : chosen.filter((other) => other !== value),
              );
            }}
            label={
              <>
                <span className={classes.label}>{label}</span>{' '}
                <span className={classes.count}>{number(count)}</span>
              </>
            }
          />
        ))}
        {more}
      </Stack>
    </Fieldset>
  );
}

import type { ReactNode } from 'react';

import classes from './facts.module.css';

export interface Fact {
  name: string;
  /** Absent facts are left out. */
  value: ReactNode;
}

const isAbsent = (value: ReactNode) =>
  value === null || value === undefined || value === '' || value === false;

/** What is known of a thing, as pairs. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.list}>
      {facts
        .filter(({ value }) => !isAbsent(value))
        .map(({ name, value }) => (
          <div key={name} className={classes.pair}>
            <dt className={classes.name}>{name}</dt>
            <dd className={classes.value}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

import { Group, Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import classes from './entry-list.module.css';

/** A list of things that each have a page of their own. */
export function EntryList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Paper p={0} className={classes.frame}>
      <ul className={classes.list} aria-label={label}>
        {children}
      </ul>
    </Paper>
  );
}

interface EntryProps {
  /** The link to its page; the whole entry follows it. */
  link: ReactNode;
  badge?: ReactNode;
  /** What it is about, one line each. */
  children?: ReactNode;
  /** What stands at the end: dates, amounts. */
  aside?: ReactNode;
}

/** One thing of the list. */
export function Entry({ link, badge, children, aside }: EntryProps) {
  return (
    <li className={classes.entry}>
      <div className={classes.main}>
        <Group gap="sm" wrap="wrap">
          <span className={classes.link}>{link}</span>
          {badge}
        </Group>
        {children && (
          <Text size="sm" component="div" mt={4} className={classes.text}>
            {children}
          </Text>
        )}
      </div>
      {aside && (
        <Text size="sm" c="dimmed" component="div" className={classes.aside}>
          {aside}
        </Text>
      )}
    </li>
  );
}

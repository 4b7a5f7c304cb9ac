import { Button, Drawer } from '@mantine/core';
import type { ReactNode } from 'react';

import { count } from '@/lib/format';

import classes from './filters.module.css';

interface FilterDrawerProps {
  onClose: () => void;
  total: number | undefined;
  children: ReactNode;
}

/** The filters on a narrow screen, with the way back to what they leave. */
export function FilterDrawer({ onClose, total, children }: FilterDrawerProps) {
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      position="left"
      size="min(24rem, 100%)"
      classNames={{ content: classes.drawer }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Header className={classes.head} role="none">
          <Drawer.Title>Filters</Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </Drawer.Header>
        <Drawer.Body className={classes.scrolled}>{children}</Drawer.Body>
        <div className={classes.foot}>
          <Button onClick={onClose} fullWidth>
            {total === undefined ? 'Show what is found' : `Show ${count(total, 'listing')}`}
          </Button>
        </div>
      </Drawer.Content>
    </Drawer.Root>
  );
}

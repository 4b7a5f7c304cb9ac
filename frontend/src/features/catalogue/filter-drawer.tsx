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
    <Drawer
      opened
      onClose={onClose}
      title="Filters"
      closeButtonProps={{ 'aria-label': 'Close' }}
      attributes={{ header: { role: 'none' } }}
      position="left"
      size="min(24rem, 100%)"
      classNames={{ content: classes.drawer, header: classes.drawer }}
    >
      {children}
      <div className={classes.foot}>
        <Button onClick={onClose} fullWidth>
          {total === undefined ? 'Show what is found' : `Show ${count(total, 'listing')}`}
        </Button>
      </div>
    </Drawer>
  );
}

import { Box, Table } from '@mantine/core';
import type { ReactNode } from 'react';

import classes from './table-frame.module.css';

interface TableFrameProps {
  /** What the table lists. */
  label: string;
  /** Width in pixels below which it is scrolled sideways. */
  minWidth: number;
  /** Height in pixels above which it is scrolled, its head staying. */
  maxHeight?: number;
  children: ReactNode;
}

/** A table that is scrolled in a frame of its own where the page is too small for it, by keyboard too. */
export function TableFrame({ label, minWidth, maxHeight, children }: TableFrameProps) {
  return (
    <Box className={classes.frame} mah={maxHeight} tabIndex={0} role="group" aria-label={label}>
      <Table aria-label={label} miw={minWidth} stickyHeader={maxHeight !== undefined}>
        {children}
      </Table>
    </Box>
  );
}

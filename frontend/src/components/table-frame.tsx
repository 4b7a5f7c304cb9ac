import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

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
    <Table.ScrollContainer
      minWidth={minWidth}
      {...(maxHeight !== undefined && { maxHeight })}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'group', 'aria-label': label } }}
    >
      <Table aria-label={label} stickyHeader={maxHeight !== undefined}>
        {children}
      </Table>
    </Table.ScrollContainer>
  );
}

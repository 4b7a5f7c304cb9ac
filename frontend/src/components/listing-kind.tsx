import { Group, Text } from '@mantine/core';
import { IconCircleDashedLetterP, IconMicroscope, IconTestPipe2 } from '@tabler/icons-react';

import type { ListingKind } from '@/graphql/graphql';

export const KINDS = {
  SAMPLE_COLLECTION: { icon: IconTestPipe2, label: 'Sample collection', one: 'specimen' },
  CELL_LINE: { icon: IconMicroscope, label: 'Cell line', one: 'vial' },
  PLASMID: { icon: IconCircleDashedLetterP, label: 'Plasmid', one: 'tube' },
} as const satisfies Record<ListingKind, unknown>;

/** What kind of thing a listing offers. */
export function ListingKindLabel({ kind }: { kind: ListingKind }) {
  const { icon: Icon, label } = KINDS[kind];
  return (
    <Group gap={6} c="dimmed" wrap="nowrap" component="span">
      <Icon size={17} stroke={1.7} aria-hidden />
      <Text span size="sm" fw={550}>
        {label}
      </Text>
    </Group>
  );
}

import { Group, Text } from '@mantine/core';
import {
  IconAtom2,
  IconCertificate,
  IconCircleDashedLetterP,
  IconCode,
  IconDatabase,
  IconDna2,
  IconFileText,
  IconFlask2,
  IconMicroscope,
  IconPaw,
  IconTestPipe2,
} from '@tabler/icons-react';

import type { ListingKind } from '@/graphql/graphql';

/** Icon and names of each kind, and what one piece of its stock is called; null for what has no stock. */
export const KINDS = {
  SAMPLE_COLLECTION: { icon: IconTestPipe2, label: 'Sample collection', one: 'specimen' },
  CELL_LINE: { icon: IconFlask2, label: 'Cell line', one: 'vial' },
  PLASMID: { icon: IconCircleDashedLetterP, label: 'Plasmid', one: 'tube' },
  ANTIBODY: { icon: IconDna2, label: 'Antibody', one: 'vial' },
  ORGANISM: { icon: IconPaw, label: 'Organism', one: 'animal' },
  COMPOUND: { icon: IconAtom2, label: 'Compound', one: 'vial' },
  SOFTWARE: { icon: IconCode, label: 'Software', one: null },
  PROTOCOL: { icon: IconFileText, label: 'Protocol', one: null },
  DATASET: { icon: IconDatabase, label: 'Dataset', one: null },
  EQUIPMENT: { icon: IconMicroscope, label: 'Equipment', one: null },
  SERVICE: { icon: IconCertificate, label: 'Service', one: null },
} as const satisfies Record<ListingKind, unknown>;

/** What one piece of a line's stock is called; what has no stock is never in a request. */
export function pieceOf(kind: ListingKind): string {
  return KINDS[kind].one ?? 'piece';
}

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

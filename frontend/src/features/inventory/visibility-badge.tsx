import { IconEyeOff, IconPencil, IconUsersGroup, IconWorld } from '@tabler/icons-react';

import { StatusBadge } from '@/components/status-badge';
import type { Visibility } from '@/graphql/graphql';

export const VISIBILITY = {
  DRAFT: { tone: 'neutral', icon: IconPencil, label: 'Draft' },
  CONSORTIUM: { tone: 'info', icon: IconUsersGroup, label: 'Consortium' },
  PUBLIC: { tone: 'positive', icon: IconWorld, label: 'Public' },
  WITHDRAWN: { tone: 'attention', icon: IconEyeOff, label: 'Withdrawn' },
} as const satisfies Record<Visibility, unknown>;

/** Who sees a listing. */
export function VisibilityBadge({ visibility }: { visibility: Visibility }) {
  return <StatusBadge {...VISIBILITY[visibility]} />;
}

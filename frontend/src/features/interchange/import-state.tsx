import { IconBan, IconCircleCheck, IconCircleX, IconHourglass, IconProgress } from '@tabler/icons-react';

import { StatusBadge } from '@/components/status-badge';
import type { ImportState } from '@/graphql/graphql';

const STATES = {
  WAITING: { tone: 'neutral', icon: IconHourglass, label: 'Waiting' },
  RUNNING: { tone: 'info', icon: IconProgress, label: 'Running' },
  DONE: { tone: 'positive', icon: IconCircleCheck, label: 'Done' },
  FAILED: { tone: 'negative', icon: IconCircleX, label: 'Refused' },
  CANCELLED: { tone: 'neutral', icon: IconBan, label: 'Cancelled' },
} as const satisfies Record<ImportState, unknown>;

/** How far an import is. */
export function ImportStateBadge({ state }: { state: ImportState }) {
  return <StatusBadge {...STATES[state]} />;
}

/** Say whether an import will still change by itself. */
export function isUnfinished(state: ImportState): boolean {
  return state === 'WAITING' || state === 'RUNNING';
}

import {
  IconBasket,
  IconCircleCheck,
  IconCircleX,
  IconClockX,
  IconHourglass,
  IconPackage,
  IconRotate,
  IconTruckDelivery,
} from '@tabler/icons-react';

import { StatusBadge } from '@/components/status-badge';
import type { LineState } from '@/graphql/graphql';

const STATES = {
  DRAFT: { tone: 'neutral', icon: IconBasket, label: 'In the basket' },
  REQUESTED: { tone: 'attention', icon: IconHourglass, label: 'With the committee' },
  APPROVED: { tone: 'info', icon: IconCircleCheck, label: 'Approved' },
  DECLINED: { tone: 'negative', icon: IconCircleX, label: 'Declined' },
  SHIPPED: { tone: 'info', icon: IconTruckDelivery, label: 'On its way' },
  RECEIVED: { tone: 'positive', icon: IconPackage, label: 'Received' },
  WITHDRAWN: { tone: 'neutral', icon: IconRotate, label: 'Withdrawn' },
  EXPIRED: { tone: 'negative', icon: IconClockX, label: 'Hold expired' },
  STOPPED: { tone: 'negative', icon: IconCircleX, label: 'Stopped: consent withdrawn' },
} as const satisfies Record<LineState, unknown>;

/** How far a line is. */
export function LineStateBadge({ state }: { state: LineState }) {
  return <StatusBadge {...STATES[state]} />;
}

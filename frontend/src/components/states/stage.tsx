import {
  IconBasket,
  IconCircleX,
  IconClockX,
  IconFileCertificate,
  IconHourglass,
  IconPackage,
  IconRotate,
  IconTruckDelivery,
} from '@tabler/icons-react';

import { StatusBadge } from '@/components/status-badge';
import type { Stage } from '@/graphql/graphql';

export const STAGES = {
  BASKET: { tone: 'neutral', icon: IconBasket, label: 'Basket' },
  IN_REVIEW: { tone: 'attention', icon: IconHourglass, label: 'In review' },
  IN_AGREEMENT: { tone: 'attention', icon: IconFileCertificate, label: 'In agreement' },
  IN_FULFILMENT: { tone: 'info', icon: IconTruckDelivery, label: 'In fulfilment' },
  RECEIVED: { tone: 'positive', icon: IconPackage, label: 'Received' },
  DECLINED: { tone: 'negative', icon: IconCircleX, label: 'Declined' },
  STOPPED: { tone: 'negative', icon: IconCircleX, label: 'Stopped' },
  WITHDRAWN: { tone: 'neutral', icon: IconRotate, label: 'Withdrawn' },
  EXPIRED: { tone: 'negative', icon: IconClockX, label: 'Expired' },
} as const satisfies Record<Stage, unknown>;

/** How far a request or one of its parts is. */
export function StageBadge({ stage }: { stage: Stage }) {
  return <StatusBadge {...STAGES[stage]} />;
}

import { IconBan, IconPackage, IconPackages, IconTruckDelivery } from '@tabler/icons-react';

import { StatusBadge } from '@/components/status-badge';
import type { ShipmentState } from '@/graphql/graphql';

const STATES = {
  DRAFT: { tone: 'neutral', icon: IconPackages, label: 'Being prepared' },
  SHIPPED: { tone: 'info', icon: IconTruckDelivery, label: 'On its way' },
  RECEIVED: { tone: 'positive', icon: IconPackage, label: 'Received' },
  CANCELLED: { tone: 'neutral', icon: IconBan, label: 'Cancelled' },
} as const satisfies Record<ShipmentState, unknown>;

/** Where a shipment is. */
export function ShipmentStateBadge({ state }: { state: ShipmentState }) {
  return <StatusBadge {...STATES[state]} />;
}

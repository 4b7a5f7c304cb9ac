import {
  IconCircleX,
  IconFileCertificate,
  IconFileDescription,
  IconPencil,
  IconScale,
} from '@tabler/icons-react';

import { StatusBadge } from '@/components/status-badge';
import type { AgreementState } from '@/graphql/graphql';

export const AGREEMENT_STATES = {
  DRAFT: { tone: 'neutral', icon: IconFileDescription, label: 'Being drafted' },
  IN_REVIEW: { tone: 'attention', icon: IconScale, label: 'In legal review' },
  SIGNING: { tone: 'attention', icon: IconPencil, label: 'Being signed' },
  EXECUTED: { tone: 'positive', icon: IconFileCertificate, label: 'Executed' },
  DECLINED: { tone: 'negative', icon: IconCircleX, label: 'Declined' },
} as const satisfies Record<AgreementState, unknown>;

/** How far an agreement is. */
export function AgreementStateBadge({ state }: { state: AgreementState }) {
  return <StatusBadge {...AGREEMENT_STATES[state]} />;
}

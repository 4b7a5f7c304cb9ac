import { IconCircleCheck, IconCircleX, IconClipboardCheck, IconUserQuestion } from '@tabler/icons-react';

import { StatusBadge } from '@/components/status-badge';
import type { Verdict } from '@/graphql/graphql';

export const VERDICTS = {
  PERMIT: {
    tone: 'positive',
    icon: IconCircleCheck,
    label: 'May be used',
    note: 'Nothing stands against this use.',
  },
  CONDITIONAL: {
    tone: 'info',
    icon: IconClipboardCheck,
    label: 'May be used with conditions',
    note: 'The conditions become part of the agreement.',
  },
  MANUAL: {
    tone: 'attention',
    icon: IconUserQuestion,
    label: 'A person must decide',
    note: 'The provider’s access committee decides whether it fits.',
  },
  DENY: {
    tone: 'negative',
    icon: IconCircleX,
    label: 'May not be used',
    note: 'The donors’ consent or the provider’s terms rule this use out.',
  },
} as const satisfies Record<Verdict, unknown>;

/** Whether a listing may be used for a project, in three words or so. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { tone, icon, label } = VERDICTS[verdict];
  return <StatusBadge tone={tone} icon={icon} label={label} />;
}

import type { TablerIcon } from '@tabler/icons-react';

import classes from './status-badge.module.css';

export type Tone = 'positive' | 'attention' | 'negative' | 'neutral' | 'info';

interface StatusBadgeProps {
  tone: Tone;
  icon: TablerIcon;
  label: string;
}

/** A state in words, with an icon and a colour that only repeat them. */
export function StatusBadge({ tone, icon: Icon, label }: StatusBadgeProps) {
  return (
    <span className={classes.root} data-tone={tone}>
      <Icon className={classes.icon} size={16} stroke={2} aria-hidden />
      {label}
    </span>
  );
}

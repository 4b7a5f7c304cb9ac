import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import type { Tone } from '@/components/status-badge';

import classes from './callout.module.css';

interface CalloutProps {
  tone: Tone;
  icon: TablerIcon;
  title: string;
  /** `alert` is read out at once, `status` when there is time; neither where it stood from the start. */
  role?: 'alert' | 'status';
  children?: ReactNode;
}

/** Something that must not be overlooked. */
export function Callout({ tone, icon: Icon, title, role, children }: CalloutProps) {
  return (
    <div className={classes.root} data-tone={tone} role={role}>
      <Icon className={classes.icon} size={20} aria-hidden />
      <div className={classes.body}>
        <div className={classes.title}>{title}</div>
        {children}
      </div>
    </div>
  );
}

import { ActionIcon, Paper } from '@mantine/core';
import { useClickOutside, useFocusTrap } from '@mantine/hooks';
import { useRef, useState, type ReactNode } from 'react';

import classes from './popover-button.module.css';

interface PopoverButtonProps {
  /** Name of the button, and of what it opens. */
  label: string;
  icon: ReactNode;
  width: number;
  /** What stands around the button, such as a number on it. */
  around?: (button: ReactNode) => ReactNode;
  children: (close: () => void) => ReactNode;
}

/** A small button that opens a few choices below it; placed by style alone, as every page loads it. */
export function PopoverButton({ label, icon, width, around, children }: PopoverButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const root = useClickOutside<HTMLDivElement>(() => {
    setIsOpen(false);
  });
  const trap = useFocusTrap(isOpen);
  const target = (
    <ActionIcon
      ref={button}
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => {
        setIsOpen((wasOpen) => !wasOpen);
      }}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <div ref={root} className={classes.root}>
      {around ? around(target) : target}
      {isOpen && (
        <Paper
          ref={trap}
          role="dialog"
          aria-label={label}
          shadow="md"
          p="xs"
          radius="md"
          className={classes.dropdown}
          w={`min(${width}px, calc(100vw - 1.5rem))`}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            setIsOpen(false);
            button.current?.focus();
          }}
        >
          {children(() => {
            setIsOpen(false);
          })}
        </Paper>
      )}
    </div>
  );
}

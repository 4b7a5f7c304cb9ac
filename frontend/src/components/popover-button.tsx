import { ActionIcon, Popover } from '@mantine/core';
import { useState, type ReactNode } from 'react';

interface PopoverButtonProps {
  /** Name of the button, and of what it opens. */
  label: string;
  icon: ReactNode;
  width: number;
  /** What stands around the button, such as a number on it. */
  around?: (button: ReactNode) => ReactNode;
  children: (close: () => void) => ReactNode;
}

/** A small button that opens a few choices below it. */
export function PopoverButton({ label, icon, width, around, children }: PopoverButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const target = (
    <Popover.Target>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={() => {
          setIsOpen((wasOpen) => !wasOpen);
        }}
      >
        {icon}
      </ActionIcon>
    </Popover.Target>
  );
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      width={width}
      shadow="md"
      withinPortal={false}
      trapFocus
      returnFocus
    >
      {around ? around(target) : target}
      <Popover.Dropdown p="xs" aria-label={label} aria-labelledby={undefined}>
        {isOpen &&
          children(() => {
            setIsOpen(false);
          })}
      </Popover.Dropdown>
    </Popover>
  );
}

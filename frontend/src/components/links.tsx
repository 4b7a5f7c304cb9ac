import { Anchor, Button, Group, type AnchorProps } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';

/** A link of the text to another page. */
export const TextLink = createLink(Anchor<'a'>);

/** A link to another page that looks like a button. */
export const ButtonLink = createLink(Button<'a'>);

type BackAnchorProps = AnchorProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps>;

function BackAnchor({ children, ...props }: BackAnchorProps) {
  return (
    <Anchor size="sm" {...props}>
      <Group gap={4} component="span" wrap="nowrap" display="inline-flex">
        <IconArrowLeft size={16} aria-hidden />
        {children}
      </Group>
    </Anchor>
  );
}

/** A link to the page that the present one belongs to. */
export const BackLink = createLink(BackAnchor);

import { Anchor, Button, Group, type AnchorProps, type ButtonProps } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';

/** A link of the text to another page. */
export const TextLink = createLink(Anchor<'a'>);

type With<Props> = Props & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props>;

function ButtonAnchor(props: With<ButtonProps>) {
  return <Button component="a" {...props} />;
}

/** A link to another page that looks like a button. */
export const ButtonLink = createLink(ButtonAnchor);

function BackAnchor({ children, ...props }: With<AnchorProps>) {
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

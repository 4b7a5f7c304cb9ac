import { Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';

import { announce } from '@/lib/announcements';
import { takeArrival } from '@/lib/arrival';

interface SigningInPageProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** What stands below the box, such as the way to another of these pages. */
  foot?: ReactNode;
}

/** The narrow frame of the pages for people who are not signed in yet. Its heading takes the focus at each step. */
export function SigningInPage({ title, lead, children, foot }: SigningInPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${title} · Reagora`;
    const hasArrived = takeArrival();
    if (isFirst.current && !hasArrived) {
      isFirst.current = false;
      return;
    }
    heading.current?.focus({ preventScroll: true });
    announce(document.title);
  }, [title]);

  return (
    <Stack maw={440} mx="auto" gap="lg" py={{ base: 'md', sm: 'xl' }}>
      <Stack gap={4}>
        <Title order={1} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {lead && <Text c="dimmed">{lead}</Text>}
      </Stack>
      <Paper>{children}</Paper>
      {foot && <Stack gap={6}>{foot}</Stack>}
    </Stack>
  );
}

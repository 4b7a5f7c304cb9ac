import { Button, Group, Paper, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import {
  IconFileCertificate,
  IconSearch,
  IconShieldCheck,
  IconTruckDelivery,
  type TablerIcon,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { SubmitEvent } from 'react';

import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page';

const PROMISES: { icon: TablerIcon; title: string; text: string }[] = [
  {
    icon: IconShieldCheck,
    title: 'See what you may use',
    text: 'Describe your project once. Every listing then says whether the donors’ consent allows it, and why.',
  },
  {
    icon: IconFileCertificate,
    title: 'One agreement, read by both sides',
    text: 'The right form is chosen with its reasons, both legal offices approve one text, and it is signed and sealed.',
  },
  {
    icon: IconTruckDelivery,
    title: 'Nothing leaves too early',
    text: 'Consent, ethics, agreement and stock must all be in order before anything is shipped. Everyone sees whose turn it is.',
  },
];

/** What this place is, for people who are not signed in. */
export function Welcome() {
  const navigate = useNavigate();
  const search = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entry = new FormData(event.currentTarget).get('q');
    void navigate({
      to: '/catalogue',
      search: { q: typeof entry === 'string' && entry ? entry : undefined },
    });
  };
  return (
    <Page
      title="Find cancer research material, and lawfully receive it"
      lead="An open marketplace for what biobanks, cell banks and laboratories hold: samples, cell lines and plasmids."
    >
      <Stack gap="xl">
        <form role="search" onSubmit={search}>
          <Group gap="sm" wrap="nowrap" align="flex-end" maw={760}>
            <TextInput
              name="q"
              type="search"
              size="lg"
              flex={1}
              aria-label="Search the catalogue"
              placeholder="A disease, tissue, gene or cell line"
              leftSection={<IconSearch size={20} aria-hidden />}
            />
            <Button type="submit" size="lg">
              Search
            </Button>
          </Group>
        </form>
        <SimpleGrid cols={{ base: 1, md: 3 }} spacing="lg">
          {PROMISES.map(({ icon: Icon, title, text }) => (
            <Paper key={title} component="section">
              <Stack gap="xs">
                <Icon size={30} stroke={1.5} color="var(--mantine-color-anchor)" aria-hidden />
                <Title order={2} size="h3">
                  {title}
                </Title>
                <Text size="sm">{text}</Text>
              </Stack>
            </Paper>
          ))}
        </SimpleGrid>
        <Group>
          <ButtonLink to="/catalogue" search={{}} variant="default">
            Browse the catalogue
          </ButtonLink>
          <ButtonLink to="/account/sign-up" variant="default">
            Make an account
          </ButtonLink>
        </Group>
      </Stack>
    </Page>
  );
}

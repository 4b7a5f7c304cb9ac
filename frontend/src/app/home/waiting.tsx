import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import { Entry } from '@/components/entry-list';
import { TextLink } from '@/components/links';
import { Section } from '@/components/section';
import { StageBadge } from '@/components/states/stage';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { Stage } from '@/graphql/graphql';
import { count } from '@/lib/format';

import classes from './waiting.module.css';

export const WaitingPartFields = graphql(`
  fragment WaitingPartFields on RequestPart {
    id
    stage
    unit {
      id
      name
    }
    lines {
      id
    }
    request {
      id
      number
      organisation {
        id
        name
      }
    }
  }
`);

interface WaitingEntry {
  id: string;
  badge: ReactNode;
  link: ReactNode;
  text: string;
}

interface WaitingListProps {
  title: string;
  lead: string;
  entries: readonly WaitingEntry[];
  total: number;
  /** The way to the rest. */
  all?: ReactNode;
}

/** One kind of thing that waits; nothing where none does. */
export function WaitingList({ title, lead, entries, total, all }: WaitingListProps) {
  if (entries.length === 0) return null;
  return (
    <Section title={title} lead={lead}>
      <Stack gap="sm">
        <ul className={classes.list}>
          {entries.map(({ id, badge, link, text }) => (
            <Entry key={id} badge={badge} link={link}>
              {text}
            </Entry>
          ))}
        </ul>
        {all && (total > entries.length || entries.length >= 5) && <Text size="sm">{all}</Text>}
      </Stack>
    </Section>
  );
}

interface WaitingPartsProps {
  title: string;
  lead: string;
  parts: readonly FragmentType<typeof WaitingPartFields>[];
  total: number;
  stage: Stage;
}

/** Parts of requests that wait at the provider's. */
export function WaitingParts({ parts, stage, ...rest }: WaitingPartsProps) {
  const entries = readFragment(WaitingPartFields, parts).map(({ id, unit, request, lines, stage: now }) => ({
    id,
    badge: <StageBadge stage={now} />,
    link: (
      <TextLink to="/inbox/$partId" params={{ partId: id }}>
        {request.number ?? 'Request'}
      </TextLink>
    ),
    text: `${count(lines.length, 'line')} for ${request.organisation.name}, at ${unit.name}`,
  }));
  return (
    <WaitingList
      {...rest}
      entries={entries}
      all={
        <TextLink to="/inbox" search={{ stage }}>
          All of them
        </TextLink>
      }
    />
  );
}

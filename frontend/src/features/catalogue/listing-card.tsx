import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { Callout } from '@/components/callout';
import { TextLink } from '@/components/links';
import { ListingKindLabel, pieceOf } from '@/components/listing-kind';
import { ListingVerdict } from '@/components/listing-verdict';
import { CompareChoice } from '@/features/catalogue/compare-choice';
import type { Comparison } from '@/features/catalogue/comparison';
import { ListingThumbnail } from '@/features/catalogue/listing-photos';
import { stockSentence } from '@/features/catalogue/stock-sentence';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { countryName } from '@/lib/format';

import classes from './catalogue.module.css';

export const ListingCardFields = graphql(`
  fragment ListingCardFields on Listing {
    id
    kind
    title
    summary
    warning
    hasStock
    availableCount
    donorCount
    donorCountSuppressed
    unit {
      id
      name
      organisation {
        id
        name
        countryCode
      }
    }
    ...ListingThumbnailFields
    verdict(project: $project) @include(if: $withVerdict) {
      ...ListingVerdictFields
    }
  }
`);

interface ListingCardProps {
  listing: FragmentType<typeof ListingCardFields>;
  /** The project in mind, which the listing's page keeps. */
  project: string | undefined;
  comparison: Comparison;
}

/** A listing among others. */
export function ListingCard({ listing, project, comparison }: ListingCardProps) {
  const found = readFragment(ListingCardFields, listing);
  const { organisation } = found.unit;
  return (
    <Paper component="article" className={classes.card} aria-labelledby={`listing-${found.id}`}>
      <ListingThumbnail listing={found} />
      <div className={classes.cardBody} data-plain={found.verdict === undefined}>
        <Stack gap="xs" miw={0}>
          <Group justify="space-between" gap="xs">
            <ListingKindLabel kind={found.kind} />
            <CompareChoice comparison={comparison} id={found.id} title={found.title} />
          </Group>
          <Title
            order={3}
            id={`listing-${found.id}`}
            className={classes.title}
            style={{ overflowWrap: 'anywhere' }}
          >
            <TextLink
              to="/listings/$listingId"
              params={{ listingId: found.id }}
              search={{ project }}
              underline="hover"
              inherit
            >
              {found.title}
            </TextLink>
          </Title>
          {found.warning !== '' && <ListingWarning text={found.warning} />}
          {found.summary !== '' && (
            <Text size="sm" lineClamp={3}>
              {found.summary}
            </Text>
          )}
          <Group gap="xs" c="dimmed" fz="sm">
            <span>
              {found.unit.name}, {organisation.name}, {countryName(organisation.countryCode)}
            </span>
          </Group>
          {found.hasStock && (
            <Text size="sm" c="dimmed">
              {stockSentence(found, pieceOf(found.kind))}
            </Text>
          )}
        </Stack>
        {found.verdict && <ListingVerdict verdict={found.verdict} limit={2} />}
      </div>
    </Paper>
  );
}

/** Why the item is problematic. */
export function ListingWarning({ text, reason = '' }: { text: string; reason?: string }) {
  return (
    <Callout tone="negative" icon={IconAlertTriangle} title="Known problem">
      {text}
      {reason !== '' && <div>Why it is offered all the same: {reason}</div>}
    </Callout>
  );
}

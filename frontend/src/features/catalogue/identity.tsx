import { Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconEqual, IconHelpCircle } from '@tabler/icons-react';

import { AnswerView } from '@/components/answer-view';
import { TextLink } from '@/components/links';
import { Section } from '@/components/section';
import { StatusBadge } from '@/components/status-badge';
import { TableFrame } from '@/components/table-frame';
import { ListingLinks } from '@/features/catalogue/listing-links';
import { graphql } from '@/graphql/gql';
import type { IdentityQuery as IdentityData } from '@/graphql/graphql';
import { count, number } from '@/lib/format';
import { useAnswer } from '@/lib/use-answer';

const IdentityQuery = graphql(`
  query Identity($id: ID!) {
    listing(id: $id) {
      id
      identifiers
      namesakes {
        id
        ...ListingLinkFields
      }
      cellLine {
        strComparison {
          compared
          isComplete
          neighbours {
            listing {
              id
              title
              identifiers
              unit {
                id
                name
              }
            }
            match {
              likeness
              loci
              sharedAlleles
              tanabePercent
              mastersQueryPercent
              mastersReferencePercent
            }
          }
        }
      }
    }
  }
`);

type Comparison = NonNullable<NonNullable<NonNullable<IdentityData['listing']>['cellLine']>['strComparison']>;

/** How a cell line stands to the others of the catalogue: by its STR profile and by its names. */
export function Identity({ listing }: { listing: string }) {
  const answer = useAnswer(IdentityQuery, { id: listing }, { typenames: ['Listing'] });
  return (
    <Section
      title="Identity"
      lead="Its STR profile beside those of the other lines here. The scores leave amelogenin aside."
    >
      <AnswerView answer={answer}>
        {(data) => {
          const comparison = data.listing?.cellLine?.strComparison;
          const namesakes = data.listing?.namesakes ?? [];
          return (
            <Stack>
              {comparison ? (
                <Neighbours comparison={comparison} own={data.listing?.identifiers ?? []} />
              ) : (
                <Text size="sm">
                  No STR profile is listed, so nothing here shows that it is what its name says.
                </Text>
              )}
              {namesakes.length > 0 && (
                <div>
                  <Text size="sm">Other lines bear one of its names. They are not the same.</Text>
                  <ListingLinks listings={namesakes} />
                </div>
              )}
            </Stack>
          );
        }}
      </AnswerView>
    </Section>
  );
}

function Neighbours({ comparison, own }: { comparison: Comparison; own: readonly string[] }) {
  const { neighbours, compared, isComplete } = comparison;
  const among = `${count(compared, 'other profile')}${isComplete ? '' : '; there are more, which were not compared'}`;
  if (neighbours.length === 0) {
    return <Text size="sm">No other line here is like it, among {among}.</Text>;
  }
  return (
    <Stack gap="xs">
      <Text size="sm">Compared with {among}.</Text>
      <TableFrame label="Lines with a like STR profile" minWidth={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Line</Table.Th>
            <Table.Th>Likeness</Table.Th>
            <Table.Th>Tanabe</Table.Th>
            <Table.Th>Masters, of this line</Table.Th>
            <Table.Th>Masters, of the other</Table.Th>
            <Table.Th>Loci</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {neighbours.map(({ listing, match }) => (
            <Table.Tr key={listing.id}>
              <Table.Td>
                <TextLink to="/listings/$listingId" params={{ listingId: listing.id }}>
                  {listing.title}
                </TextLink>
                <Text size="xs" c="dimmed">
                  {listing.unit.name}
                </Text>
              </Table.Td>
              <Table.Td>
                <LikenessBadge
                  likeness={match.likeness}
                  isSame={listing.identifiers.some((identifier) => own.includes(identifier))}
                />
              </Table.Td>
              <Table.Td>{number(match.tanabePercent)} %</Table.Td>
              <Table.Td>{number(match.mastersQueryPercent)} %</Table.Td>
              <Table.Td>{number(match.mastersReferencePercent)} %</Table.Td>
              <Table.Td>{match.loci}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </TableFrame>
    </Stack>
  );
}

function LikenessBadge({ likeness, isSame }: { likeness: string; isSame: boolean }) {
  if (isSame) return <StatusBadge tone="positive" icon={IconEqual} label="The same line" />;
  return likeness === 'RELATED' ? (
    <StatusBadge tone="negative" icon={IconAlertTriangle} label="Of one donor" />
  ) : (
    <StatusBadge tone="attention" icon={IconHelpCircle} label="In question" />
  );
}

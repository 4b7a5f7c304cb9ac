import { Anchor, List, Stack, Text } from '@mantine/core';
import { IconBuildingCommunity } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { Facts } from '@/components/facts';
import { BackLink, TextLink } from '@/components/links';
import { KINDS } from '@/components/listing-kind';
import { NotFoundPage } from '@/components/not-found-page';
import { Page } from '@/components/page';
import { Section } from '@/components/section';
import { PageSkeleton } from '@/components/skeletons';
import { Findings } from '@/features/parties/findings';
import { gradeSentence } from '@/features/parties/provider-sentences';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { count, countryName } from '@/lib/format';
import { turnaroundSentence } from '@/lib/turnaround';
import { useAnswer } from '@/lib/use-answer';

const ProviderUnitFields = graphql(`
  fragment ProviderUnitFields on Unit {
    id
    name
    kindCounts {
      kind
      count
    }
    useTerms {
      id
      summary
    }
    turnaround {
      medianDays
      requests
    }
    healthGrade
    findings {
      ...FindingFields
    }
  }
`);

const ProviderQuery = graphql(`
  query Provider($id: ID!) {
    organisation(id: $id) {
      id
      name
      rorId
      isni
      city
      countryCode
      website
      units {
        id
        ...ProviderUnitFields
      }
    }
  }
`);

/** Who provides: the organisation, and what each of its units offers, on what terms, how soon and how well. */
export function ProviderPage() {
  const { organisationId } = useParams({ from: '/providers/$organisationId' });
  const answer = useAnswer(ProviderQuery, { id: organisationId }, { typenames: ['Listing', 'Unit'] });
  return (
    <AnswerView answer={answer} skeleton={<PageSkeleton />}>
      {({ organisation }) => {
        if (!organisation) return <NotFoundPage />;
        const { name, rorId, isni, city, countryCode, website, units } = organisation;
        return (
          <Page
            title={name}
            lead={[city, countryName(countryCode)].filter(Boolean).join(', ')}
            back={<BackLink to="/catalogue">Catalogue</BackLink>}
          >
            <Section title="Organisation">
              <Facts
                facts={[
                  { name: 'ROR', value: rorId ? <Anchor href={rorId}>{rorId}</Anchor> : 'Not listed there' },
                  { name: 'ISNI', value: isni },
                  { name: 'Website', value: website && <Anchor href={website}>{website}</Anchor> },
                ]}
              />
            </Section>
            {units.length === 0 && (
              <Empty icon={IconBuildingCommunity} title="No units">
                None of its units is on record, so it offers nothing yet.
              </Empty>
            )}
            {units.map((unit) => (
              <ProviderUnit key={unit.id} unit={unit} />
            ))}
          </Page>
        );
      }}
    </AnswerView>
  );
}

function ProviderUnit({ unit }: { unit: FragmentType<typeof ProviderUnitFields> }) {
  const { id, name, kindCounts, useTerms, turnaround, healthGrade, findings } = readFragment(
    ProviderUnitFields,
    unit,
  );
  return (
    <Section title={name} lead={`${turnaroundSentence(turnaround)} ${gradeSentence(healthGrade)}`}>
      <Stack>
        {kindCounts.length === 0 ? (
          <Text size="sm">It lists nothing for everybody yet.</Text>
        ) : (
          <List size="sm" spacing={4}>
            {kindCounts.map(({ kind, count: number }) => (
              <List.Item key={kind}>
                <TextLink to="/catalogue" search={{ unit: id, kind: [kind] }}>
                  {count(number, KINDS[kind].label.toLowerCase())}
                </TextLink>
              </List.Item>
            ))}
          </List>
        )}
        {kindCounts.length > 0 && useTerms.length === 0 && (
          <Text size="sm">It sets no terms of its own; each listing says what its donors consented to.</Text>
        )}
        {useTerms.map((terms) => (
          <div key={terms.id}>
            <Text fw={600} size="sm">
              Its terms
            </Text>
            <List size="sm">
              {terms.summary.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          </div>
        ))}
        {findings.length > 0 && <Findings findings={findings} />}
      </Stack>
    </Section>
  );
}

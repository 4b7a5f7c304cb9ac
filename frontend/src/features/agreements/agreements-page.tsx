import { Group, Input, NativeSelect, SegmentedControl, Stack } from '@mantine/core';
import { IconFileCertificate, IconMoodCheck } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { EntryList } from '@/components/entry-list';
import { Page } from '@/components/page';
import { pageArguments, Pager } from '@/components/pager';
import { AGREEMENT_STATES } from '@/components/states/agreement-state';
import { graphql } from '@/graphql/gql';
import type { AgreementState } from '@/graphql/graphql';
import { useAnswer } from '@/lib/use-answer';

import { AgreementEntry } from './agreement-entry';
import { STATES, type AgreementsSearch } from './search';

const AgreementsQuery = graphql(`
  query Agreements(
    $state: [AgreementState!]
    $awaitingMe: Boolean
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    agreements(
      state: $state
      awaitingMe: $awaitingMe
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      totalCount
      pageInfo {
        ...PageInfoFields
      }
      edges {
        node {
          id
          ...AgreementEntryFields
        }
      }
    }
  }
`);

const route = getRouteApi('/agreements');

/** The legal inbox: agreements, and whose turn it is. */
export function AgreementsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const answer = useAnswer(
    AgreementsQuery,
    {
      state: search.state ? [search.state] : null,
      awaitingMe: search.mine ?? null,
      ...pageArguments(search),
    },
    { typenames: ['Agreement'] },
  );
  return (
    <Page
      title="Agreements"
      lead="Every agreement of your organisations and your requests, with whose turn it is."
    >
      <Stack gap="md">
        <Filters search={search} onChange={(next) => void navigate({ search: next })} />
        <AnswerView answer={answer}>
          {({ agreements: { edges, pageInfo, totalCount } }) =>
            edges.length === 0 ? (
              <NoAgreements search={search} />
            ) : (
              <>
                <EntryList label="Agreements">
                  {edges.map(({ node }) => (
                    <AgreementEntry key={node.id} agreement={node} />
                  ))}
                </EntryList>
                <Pager
                  pageInfo={pageInfo}
                  total={totalCount}
                  of="agreement"
                  onMove={(place) =>
                    void navigate({ search: { state: search.state, mine: search.mine, ...place } })
                  }
                />
              </>
            )
          }
        </AnswerView>
      </Stack>
    </Page>
  );
}

interface FiltersProps {
  search: AgreementsSearch;
  onChange: (search: AgreementsSearch) => void;
}

function Filters({ search: { state, mine }, onChange }: FiltersProps) {
  return (
    <Group align="flex-end" gap="lg">
      <NativeSelect
        label="State"
        value={state ?? ''}
        onChange={({ currentTarget: { value } }) => {
          onChange({ mine, state: value === '' ? undefined : (value as AgreementState) });
        }}
      >
        <option value="">All states</option>
        {STATES.map((each) => (
          <option key={each} value={each}>
            {AGREEMENT_STATES[each].label}
          </option>
        ))}
      </NativeSelect>
      <Input.Wrapper label="Whose turn" labelElement="div" labelProps={{ display: 'block' }}>
        <SegmentedControl
          aria-label="Whose turn"
          value={mine ? 'mine' : 'all'}
          onChange={(value) => {
            onChange({ state, mine: value === 'mine' ? true : undefined });
          }}
          data={[
            { value: 'all', label: 'Anybody’s' },
            { value: 'mine', label: 'Mine' },
          ]}
        />
      </Input.Wrapper>
    </Group>
  );
}

function NoAgreements({ search }: { search: AgreementsSearch }) {
  if (search.mine) {
    return (
      <Empty icon={IconMoodCheck} title="Nothing waits for you">
        You are told as soon as it is your turn to approve or to sign.
      </Empty>
    );
  }
  if (search.state) {
    return (
      <Empty icon={IconFileCertificate} title="None in this state">
        Choose another state to see the rest.
      </Empty>
    );
  }
  return (
    <Empty icon={IconFileCertificate} title="No agreements yet">
      An agreement is drafted by itself when a provider’s access committee approves what was requested.
    </Empty>
  );
}

import { Group, NativeSelect, Stack } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { EntryList } from '@/components/entry-list';
import { Page } from '@/components/page';
import { pageArguments, Pager } from '@/components/pager';
import { STAGES } from '@/components/states/stage';
import { graphql } from '@/graphql/gql';
import type { Stage } from '@/graphql/graphql';
import { today, unitsWhere, type UnitChoice } from '@/lib/units';
import { useAnswer } from '@/lib/use-answer';

import { PartEntry } from './part-entry';
import { STAGES_OF_PARTS, type InboxSearch } from './search';

const InboxQuery = graphql(`
  query Inbox($unit: ID, $stage: [Stage!], $first: Int, $after: String, $last: Int, $before: String) {
    roles {
      role
      permissions
    }
    viewer {
      id
      memberships {
        id
        role
        sinceOn
        untilOn
        unit {
          id
          name
        }
        organisation {
          id
          name
          units {
            id
            name
          }
        }
      }
    }
    incomingParts(unit: $unit, stage: $stage, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PageInfoFields
      }
      edges {
        node {
          id
          ...PartEntryFields
        }
      }
    }
  }
`);

const route = getRouteApi('/inbox');

/** The parts of requests that came to one’s units. */
export function InboxPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const answer = useAnswer(
    InboxQuery,
    {
      unit: search.unit ?? null,
      stage: search.stage ? [search.stage] : null,
      ...pageArguments(search),
    },
    { typenames: ['RequestPart', 'RequestLine'] },
  );
  return (
    <Page title="Incoming requests" lead="What researchers ask of your units.">
      <AnswerView answer={answer}>
        {({ viewer, roles, incomingParts: { edges, pageInfo, totalCount } }) => (
          <Stack gap="md">
            <Filters
              search={search}
              units={unitsWhere({
                permission: 'READ_INCOMING_REQUESTS',
                memberships: viewer?.memberships ?? [],
                roles,
                on: today(),
              })}
              onChange={(next) => void navigate({ search: next })}
            />
            {edges.length === 0 ? (
              <NoParts isFiltered={search.stage !== undefined || search.unit !== undefined} />
            ) : (
              <>
                <EntryList label="Incoming requests">
                  {edges.map(({ node }) => (
                    <PartEntry key={node.id} part={node} />
                  ))}
                </EntryList>
                <Pager
                  pageInfo={pageInfo}
                  total={totalCount}
                  of="request"
                  onMove={(place) =>
                    void navigate({ search: { unit: search.unit, stage: search.stage, ...place } })
                  }
                />
              </>
            )}
          </Stack>
        )}
      </AnswerView>
    </Page>
  );
}

interface FiltersProps {
  search: InboxSearch;
  units: readonly UnitChoice[];
  onChange: (search: InboxSearch) => void;
}

function Filters({ search: { unit, stage }, units, onChange }: FiltersProps) {
  return (
    <Group align="flex-end" gap="lg">
      <NativeSelect
        label="Stage"
        value={stage ?? ''}
        onChange={({ currentTarget: { value } }) => {
          onChange({ unit, stage: value === '' ? undefined : (value as Stage) });
        }}
      >
        <option value="">All stages</option>
        {STAGES_OF_PARTS.map((each) => (
          <option key={each} value={each}>
            {STAGES[each].label}
          </option>
        ))}
      </NativeSelect>
      {units.length > 1 && (
        <NativeSelect
          label="Unit"
          value={unit ?? ''}
          onChange={({ currentTarget: { value } }) => {
            onChange({ stage, unit: value === '' ? undefined : value });
          }}
        >
          <option value="">All your units</option>
          {units.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      )}
    </Group>
  );
}

function NoParts({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <Empty icon={IconInbox} title="None fits">
      Choose another stage or unit to see the rest.
    </Empty>
  ) : (
    <Empty icon={IconInbox} title="Nobody has asked yet">
      Requests for what your units list appear here as soon as they are submitted, and you are told.
    </Empty>
  );
}

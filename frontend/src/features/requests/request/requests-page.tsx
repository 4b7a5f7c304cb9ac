import { Stack, Text } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { Entry, EntryList } from '@/components/entry-list';
import { ButtonLink, TextLink } from '@/components/links';
import { DayOf } from '@/components/moment';
import { Page } from '@/components/page';
import { pageArguments, Pager } from '@/components/pager';
import { StageBadge } from '@/components/states/stage';
import { graphql } from '@/graphql/gql';
import { list } from '@/lib/format';
import { useAnswer } from '@/lib/use-answer';

const RequestsQuery = graphql(`
  query Requests($first: Int, $after: String, $last: Int, $before: String) {
    requests(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PageInfoFields
      }
      edges {
        node {
          id
          number
          stage
          state
          submittedAt
          project {
            id
            title
          }
          lines {
            id
            listing {
              id
              title
            }
          }
        }
      }
    }
  }
`);

/** What the viewer has asked for, newest first. */
export function RequestsPage() {
  const search = useSearch({ from: '/requests' });
  const navigate = useNavigate({ from: '/requests' });
  const answer = useAnswer(RequestsQuery, pageArguments(search), { typenames: ['AccessRequest'] });
  return (
    <Page title="My requests" lead="What you asked for, where it stands, and whose turn it is.">
      <AnswerView answer={answer}>
        {({ requests }) =>
          requests.edges.length === 0 ? (
            <Empty
              icon={IconClipboardList}
              title="No requests yet"
              action={<ButtonLink to="/catalogue">Search the catalogue</ButtonLink>}
            >
              Find what you need, add it to a project’s basket, and submit it. It then appears here.
            </Empty>
          ) : (
            <Stack>
              <EntryList label="Requests">
                {requests.edges.map(({ node }) => (
                  <Entry
                    key={node.id}
                    badge={<StageBadge stage={node.stage} />}
                    link={
                      node.state === 'DRAFT' ? (
                        <TextLink to="/basket" search={{ project: node.project.id }}>
                          Basket of {node.project.title}
                        </TextLink>
                      ) : (
                        <TextLink to="/requests/$requestId" params={{ requestId: node.id }}>
                          {node.number ?? 'Request'}
                        </TextLink>
                      )
                    }
                    aside={node.submittedAt && <DayOf iso={node.submittedAt} />}
                  >
                    {node.state !== 'DRAFT' && <Text size="sm">{node.project.title}</Text>}
                    <Text size="sm" c="dimmed">
                      {list(node.lines.map(({ listing }) => listing.title)) || 'Nothing in it'}
                    </Text>
                  </Entry>
                ))}
              </EntryList>
              <Pager
                pageInfo={requests.pageInfo}
                total={requests.totalCount}
                of="request"
                onMove={(place) => navigate({ search: place })}
              />
            </Stack>
          )
        }
      </AnswerView>
    </Page>
  );
}

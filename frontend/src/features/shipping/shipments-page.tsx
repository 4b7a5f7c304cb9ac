import { Stack } from '@mantine/core';
import { IconTruckDelivery } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { EntryList } from '@/components/entry-list';
import { Page } from '@/components/page';
import { pageArguments, Pager } from '@/components/pager';
import { graphql } from '@/graphql/gql';
import { useAnswer } from '@/lib/use-answer';

import { ShipmentEntry } from './shipment-entry';

const ShipmentsQuery = graphql(`
  query Shipments($first: Int, $after: String, $last: Int, $before: String) {
    shipments(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PageInfoFields
      }
      edges {
        node {
          id
          ...ShipmentEntryFields
        }
      }
    }
  }
`);

const route = getRouteApi('/shipments');

/** Shipments, on both sides. */
export function ShipmentsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const answer = useAnswer(ShipmentsQuery, pageArguments(search), { typenames: ['Shipment'] });
  return (
    <Page title="Shipments" lead="What your units send, and what is on its way to you.">
      <AnswerView answer={answer}>
        {({ shipments: { edges, pageInfo, totalCount } }) =>
          edges.length === 0 ? (
            <Empty icon={IconTruckDelivery} title="No shipments yet">
              A shipment is prepared from an incoming request once its lines are approved. What is sent to you
              appears here when it leaves.
            </Empty>
          ) : (
            <Stack gap="md">
              <EntryList label="Shipments">
                {edges.map(({ node }) => (
                  <ShipmentEntry key={node.id} shipment={node} />
                ))}
              </EntryList>
              <Pager
                pageInfo={pageInfo}
                total={totalCount}
                of="shipment"
                onMove={(place) => void navigate({ search: place })}
              />
            </Stack>
          )
        }
      </AnswerView>
    </Page>
  );
}

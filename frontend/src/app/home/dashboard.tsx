import { SimpleGrid, Stack, Text } from '@mantine/core';
import { IconCoffee, IconSearch } from '@tabler/icons-react';

import { WaitingList, WaitingParts } from '@/app/home/waiting';
import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { ButtonLink, TextLink } from '@/components/links';
import { Page } from '@/components/page';
import { AgreementStateBadge } from '@/components/states/agreement-state';
import { ShipmentStateBadge } from '@/components/states/shipment-state';
import { StageBadge } from '@/components/states/stage';
import { graphql } from '@/graphql/gql';
import type { DashboardQuery as DashboardData } from '@/graphql/graphql';
import { mayGive } from '@/lib/commands';
import { count } from '@/lib/format';
import { useAnswer } from '@/lib/use-answer';
import { useMay, useSignedInViewer } from '@/lib/viewer';

const DashboardQuery = graphql(`
  query Dashboard(
    $requests: Boolean!
    $decisions: Boolean!
    $fulfilment: Boolean!
    $agreements: Boolean!
    $shipments: Boolean!
  ) {
    requests(first: 5) @include(if: $requests) {
      edges {
        node {
          id
          number
          state
          stage
          project {
            id
            title
          }
        }
      }
    }
    decisions: incomingParts(stage: [IN_REVIEW], first: 5) @include(if: $decisions) {
      totalCount
      edges {
        node {
          ...WaitingPartFields
        }
      }
    }
    fulfilment: incomingParts(stage: [IN_FULFILMENT], first: 5) @include(if: $fulfilment) {
      totalCount
      edges {
        node {
          ...WaitingPartFields
        }
      }
    }
    agreements(awaitingMe: true, first: 5) @include(if: $agreements) {
      totalCount
      edges {
        node {
          id
          number
          formTitle
          state
          provider {
            id
            name
          }
          recipient {
            id
            name
          }
        }
      }
    }
    shipments(first: 10) @include(if: $shipments) {
      edges {
        node {
          id
          state
          waybill
          commands
          items {
            id
          }
          part {
            id
            unit {
              id
              name
            }
          }
        }
      }
    }
  }
`);

/** What waits for the person, by what their roles let them do. */
export function Dashboard() {
  const viewer = useSignedInViewer();
  const mayRequest = useMay('REQUEST_ACCESS');
  const answer = useAnswer(
    DashboardQuery,
    {
      requests: mayRequest,
      decisions: useMay('DECIDE_ACCESS'),
      fulfilment: useMay('PREPARE_SHIPMENT'),
      agreements: useMay('READ_AGREEMENTS'),
      shipments: useMay('CONFIRM_RECEIPT'),
    },
    { typenames: ['AccessRequest', 'RequestPart', 'Agreement', 'Shipment'] },
  );
  const name = viewer.fullName === '' ? '' : `, ${viewer.fullName}`;
  return (
    <Page
      title={`Welcome${name}`}
      lead="What waits for you, and how what you asked for is getting on."
      actions={
        <ButtonLink to="/catalogue" search={{}} leftSection={<IconSearch size={18} aria-hidden />}>
          Search the catalogue
        </ButtonLink>
      }
    >
      <AnswerView answer={answer}>{(data) => <Boxes data={data} />}</AnswerView>
    </Page>
  );
}

function Boxes({ data }: { data: DashboardData }) {
  const arriving =
    data.shipments?.edges.filter(({ node }) => mayGive(node.commands, 'CONFIRM_RECEIPT')) ?? [];
  const waiting =
    (data.decisions?.totalCount ?? 0) +
    (data.fulfilment?.totalCount ?? 0) +
    (data.agreements?.totalCount ?? 0) +
    arriving.length;
  return (
    <Stack gap="lg">
      {waiting === 0 && (
        <Empty icon={IconCoffee} title="Nothing waits for you">
          When it is your turn to decide, sign, ship or confirm, you find it here.
        </Empty>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
        <WaitingParts
          title="To decide"
          lead="Your committee’s answer is awaited."
          parts={data.decisions?.edges.map(({ node }) => node) ?? []}
          total={data.decisions?.totalCount ?? 0}
          stage="IN_REVIEW"
        />
        <WaitingParts
          title="To ship"
          lead="Approved and on the way through the gate."
          parts={data.fulfilment?.edges.map(({ node }) => node) ?? []}
          total={data.fulfilment?.totalCount ?? 0}
          stage="IN_FULFILMENT"
        />
        <WaitingList
          title="Agreements"
          lead="It is your side’s turn."
          total={data.agreements?.totalCount ?? 0}
          entries={(data.agreements?.edges ?? []).map(({ node }) => ({
            id: node.id,
            badge: <AgreementStateBadge state={node.state} />,
            link: (
              <TextLink to="/agreements/$agreementId" params={{ agreementId: node.id }}>
                {node.number}
              </TextLink>
            ),
            text: `${node.provider.name} and ${node.recipient.name}`,
          }))}
          all={
            <TextLink to="/agreements" search={{ mine: true }}>
              All that wait for you
            </TextLink>
          }
        />
        <WaitingList
          title="To receive"
          lead="Confirm how each item arrived."
          total={arriving.length}
          entries={arriving.map(({ node }) => ({
            id: node.id,
            badge: <ShipmentStateBadge state={node.state} />,
            link: (
              <TextLink to="/shipments/$shipmentId" params={{ shipmentId: node.id }}>
                {node.waybill ? `Waybill ${node.waybill}` : 'Shipment'}
              </TextLink>
            ),
            text: `${count(node.items.length, 'item')} from ${node.part.unit.name}`,
          }))}
        />
      </SimpleGrid>
      <WaitingList
        title="My requests"
        lead="The latest of them."
        total={data.requests?.edges.length ?? 0}
        entries={(data.requests?.edges ?? []).map(({ node }) => ({
          id: node.id,
          badge: <StageBadge stage={node.stage} />,
          link:
            node.state === 'DRAFT' ? (
              <TextLink to="/basket" search={{ project: node.project.id }}>
                Basket
              </TextLink>
            ) : (
              <TextLink to="/requests/$requestId" params={{ requestId: node.id }}>
                {node.number ?? 'Request'}
              </TextLink>
            ),
          text: node.project.title,
        }))}
        all={
          <TextLink to="/requests" search={{}}>
            All my requests
          </TextLink>
        }
      />
      {data.requests?.edges.length === 0 && (
        <Text c="dimmed">
          You have not asked for anything yet. <TextLink to="/projects">Describe a project</TextLink>, then
          search the catalogue for what it may use.
        </Text>
      )}
    </Stack>
  );
}

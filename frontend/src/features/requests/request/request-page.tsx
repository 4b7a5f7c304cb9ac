import { Button, Group, Text } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';

import { AnswerView } from '@/components/answer-view';
import { CommandDialog } from '@/components/command-dialog';
import { Facts } from '@/components/facts';
import { BackLink, TextLink } from '@/components/links';
import { Moment } from '@/components/moment';
import { NotFoundPage } from '@/components/not-found-page';
import { Page } from '@/components/page';
import { Section } from '@/components/section';
import { PageSkeleton } from '@/components/skeletons';
import { StageBadge } from '@/components/states/stage';
import { AskAgain } from '@/features/requests/request/ask-again';
import { RequestPartSection } from '@/features/requests/request/request-part-section';
import { graphql } from '@/graphql/gql';
import { mayGive } from '@/lib/commands';
import { toast } from '@/lib/toast';
import { useAnswer } from '@/lib/use-answer';
import { useCommand } from '@/lib/use-command';

const RequestQuery = graphql(`
  query Request($id: ID!) {
    request(id: $id) {
      id
      number
      state
      stage
      submittedAt
      shippingAddress
      commands
      project {
        id
        title
      }
      requester {
        id
        fullName
      }
      organisation {
        id
        name
      }
      parts {
        id
        ...RequestPartFields
      }
    }
  }
`);

const RequestWithdraw = graphql(`
  mutation RequestWithdraw($input: RequestWithdrawInput!) {
    requestWithdraw(input: $input) {
      request {
        id
        state
        stage
      }
      errors {
        code
        message
        field
        params
      }
    }
  }
`);

const useRequestWithdraw = () => useCommand(RequestWithdraw, (data) => data.requestWithdraw);

/** One request: its parts, how each of them stands, and who must act. */
export function RequestPage() {
  const { requestId } = useParams({ from: '/requests/$requestId' });
  const navigate = useNavigate();
  const { run } = useRequestWithdraw();
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const answer = useAnswer(
    RequestQuery,
    { id: requestId },
    { typenames: ['RequestLine', 'Agreement', 'Shipment'] },
  );
  return (
    <AnswerView answer={answer} skeleton={<PageSkeleton />}>
      {({ request }) => {
        if (!request) return <NotFoundPage />;
        return (
          <Page
            title={`Request ${request.number ?? ''}`.trim()}
            eyebrow={
              <Group>
                <StageBadge stage={request.stage} />
              </Group>
            }
            lead={request.project.title}
            back={<BackLink to="/requests">My requests</BackLink>}
            actions={
              <Group gap="sm">
                {mayGive(request.commands, 'COPY') && (
                  <AskAgain request={request.id} project={request.project.id} />
                )}
                {mayGive(request.commands, 'WITHDRAW') && (
                  <Button
                    variant="default"
                    leftSection={<IconRotate size={18} aria-hidden />}
                    onClick={() => {
                      setIsWithdrawing(true);
                    }}
                  >
                    Withdraw
                  </Button>
                )}
              </Group>
            }
          >
            <Section title="The request">
              <Facts
                facts={[
                  {
                    name: 'Project',
                    value: (
                      <TextLink to="/projects/$projectId" params={{ projectId: request.project.id }}>
                        {request.project.title}
                      </TextLink>
                    ),
                  },
                  {
                    name: 'Requested by',
                    value: `${request.requester.fullName}, ${request.organisation.name}`,
                  },
                  { name: 'Submitted', value: request.submittedAt && <Moment iso={request.submittedAt} /> },
                  {
                    name: 'Ship to',
                    value: request.shippingAddress && (
                      <Text span style={{ whiteSpace: 'pre-line' }}>
                        {request.shippingAddress}
                      </Text>
                    ),
                  },
                ]}
              />
            </Section>
            {request.state === 'DRAFT' && (
              <Text>
                It is still a basket.{' '}
                <TextLink to="/basket" search={{ project: request.project.id }}>
                  Open the basket
                </TextLink>
              </Text>
            )}
            {request.parts.map((part) => (
              <RequestPartSection key={part.id} part={part} />
            ))}
            <CommandDialog
              title="Withdraw the request"
              confirmLabel="Withdraw"
              isDanger
              reason={{ label: 'Reason', description: 'The providers read it.', isRequired: false }}
              isOpen={isWithdrawing}
              onClose={() => {
                setIsWithdrawing(false);
              }}
              run={(reason) => run({ request: requestId, reason: reason || null })}
              onDone={() => {
                toast('The request was withdrawn.');
                void navigate({ to: '/requests/$requestId', params: { requestId } });
              }}
            >
              <Text size="sm">
                Everything that is held for it becomes free for others. This cannot be undone; you can submit
                a new request.
              </Text>
            </CommandDialog>
          </Page>
        );
      }}
    </AnswerView>
  );
}

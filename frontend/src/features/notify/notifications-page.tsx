import { Button, Stack, Text } from '@mantine/core';
import { IconBell, IconPointFilled } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { Entry, EntryList } from '@/components/entry-list';
import { TextLink } from '@/components/links';
import { Moment } from '@/components/moment';
import { Page } from '@/components/page';
import { pageArguments, Pager } from '@/components/pager';
import { StatusBadge } from '@/components/status-badge';
import { NotificationFields } from '@/features/notify/notification-fields';
import { useNotificationRead } from '@/features/notify/use-notification-read';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { safePath } from '@/lib/next-path';
import { useAnswer } from '@/lib/use-answer';

const NotificationsQuery = graphql(`
  query Notifications($first: Int, $after: String, $last: Int, $before: String) {
    notifications(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PageInfoFields
      }
      edges {
        node {
          id
          ...NotificationFields
        }
      }
    }
  }
`);

/** Everything the person was told, newest first. */
export function NotificationsPage() {
  const search = useSearch({ from: '/notifications' });
  const navigate = useNavigate({ from: '/notifications' });
  const answer = useAnswer(NotificationsQuery, pageArguments(search), { typenames: ['Notification'] });
  return (
    <Page title="Notifications" width={860}>
      <AnswerView answer={answer}>
        {({ notifications }) =>
          notifications.edges.length === 0 ? (
            <Empty icon={IconBell} title="Nothing yet">
              When it is your turn, or something you asked for moves on, you are told here and by e-mail.
            </Empty>
          ) : (
            <Stack>
              <EntryList label="Notifications">
                {notifications.edges.map(({ node }) => (
                  <NotificationEntry key={node.id} notification={node} />
                ))}
              </EntryList>
              <Pager
                pageInfo={notifications.pageInfo}
                total={notifications.totalCount}
                of="notification"
                onMove={(place) => navigate({ search: place })}
              />
            </Stack>
          )
        }
      </AnswerView>
    </Page>
  );
}

function NotificationEntry({ notification }: { notification: FragmentType<typeof NotificationFields> }) {
  const { id, subject, body, link, createdAt, readAt } = readFragment(NotificationFields, notification);
  const { run } = useNotificationRead();
  const read = () => void run({ notification: id });
  return (
    <Entry
      badge={!readAt && <StatusBadge tone="info" icon={IconPointFilled} label="New" />}
      link={
        <TextLink to={safePath(link)} onClick={readAt ? undefined : read}>
          {subject}
        </TextLink>
      }
      aside={
        <>
          <Moment iso={createdAt} />
          {!readAt && (
            <div>
              <Button
                size="xs"
                variant="default"
                mt={6}
                style={{ position: 'relative' }}
                aria-label={`Mark as read: ${subject}`}
                onClick={read}
              >
                Mark as read
              </Button>
            </div>
          )}
        </>
      }
    >
      <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
        {body}
      </Text>
    </Entry>
  );
}

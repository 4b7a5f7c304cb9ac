import { Divider, Indicator, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { PopoverButton } from '@/components/popover-button';
import { NotificationFields } from '@/features/notify/notification-fields';
import { useNotificationRead } from '@/features/notify/use-notification-read';
import { readFragment } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { distance } from '@/lib/format';
import { safePath } from '@/lib/next-path';
import { useAnswer } from '@/lib/use-answer';
import { useNow } from '@/lib/use-now';

import choices from '@/components/choice-list.module.css';

const MINUTE_MS = 60_000;

const UnreadQuery = graphql(`
  query Unread {
    viewer {
      id
      unreadCount
    }
  }
`);

const LatestQuery = graphql(`
  query LatestNotifications {
    notifications(first: 6) {
      edges {
        node {
          id
          ...NotificationFields
        }
      }
    }
  }
`);

/** How many notifications are unread, and the latest of them. */
export function NotificationBell() {
  const { data } = useAnswer(UnreadQuery, {}, { everyMs: MINUTE_MS, typenames: ['Notification'] });
  const unread = data?.viewer?.unreadCount ?? 0;
  return (
    <PopoverButton
      label={unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`}
      icon={<IconBell size={20} aria-hidden />}
      width={340}
      around={(button) => (
        <Indicator
          label={unread > 99 ? '99+' : unread}
          disabled={unread === 0}
          size={18}
          offset={6}
          color="red.8"
        >
          {button}
        </Indicator>
      )}
    >
      {(close) => (
        <>
          <Latest onGo={close} />
          <Divider my={4} />
          <Link to="/notifications" className={choices.choice} onClick={close}>
            All notifications
          </Link>
        </>
      )}
    </PopoverButton>
  );
}

function Latest({ onGo }: { onGo: () => void }) {
  const { data, isLoading } = useAnswer(LatestQuery, {}, { typenames: ['Notification'] });
  const { run } = useNotificationRead();
  const now = useNow();
  const notifications = readFragment(
    NotificationFields,
    data?.notifications.edges.map(({ node }) => node) ?? [],
  );
  if (notifications.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="xs">
        {isLoading ? 'Loading…' : 'Nothing yet.'}
      </Text>
    );
  }
  return (
    <ul className={choices.list}>
      {notifications.map(({ id, subject, link, createdAt, readAt }) => (
        <li key={id}>
          <Link
            to={safePath(link)}
            className={choices.choice}
            onClick={() => {
              if (!readAt) void run({ notification: id });
              onGo();
            }}
          >
            <span>
              <Text span size="sm" fw={readAt ? 400 : 650}>
                {subject}
              </Text>
              <Text size="xs" c="dimmed" component="span" display="block">
                {readAt ? '' : 'New, '}
                {distance(createdAt, now)}
              </Text>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

import { ActionIcon, Indicator, Menu, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { NotificationFields } from '@/features/notify/notification-fields';
import { useNotificationRead } from '@/features/notify/use-notification-read';
import { readFragment } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { distance } from '@/lib/format';
import { safePath } from '@/lib/next-path';
import { useAnswer } from '@/lib/use-answer';
import { useNow } from '@/lib/use-now';

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
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useAnswer(UnreadQuery, {}, { everyMs: MINUTE_MS, typenames: ['Notification'] });
  const unread = data?.viewer?.unreadCount ?? 0;
  const label = unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`;
  return (
    <Menu position="bottom-end" width={360} opened={isOpen} onChange={setIsOpen}>
      <Indicator
        label={unread > 99 ? '99+' : unread}
        disabled={unread === 0}
        size={18}
        offset={6}
        color="red.8"
      >
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label}>
            <IconBell size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
      </Indicator>
      <Menu.Dropdown>
        {isOpen && <Latest />}
        <Menu.Divider />
        <Menu.Item component={Link} to="/notifications">
          All notifications
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Latest() {
  const { data, isLoading } = useAnswer(LatestQuery, {}, { typenames: ['Notification'] });
  const { run } = useNotificationRead();
  const now = useNow();
  const notifications = readFragment(
    NotificationFields,
    data?.notifications.edges.map(({ node }) => node) ?? [],
  );
  if (notifications.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="sm">
        {isLoading ? 'Loading…' : 'Nothing yet.'}
      </Text>
    );
  }
  return notifications.map(({ id, subject, link, createdAt, readAt }) => (
    <Menu.Item
      key={id}
      component={Link}
      to={safePath(link)}
      onClick={() => {
        if (!readAt) void run({ notification: id });
      }}
    >
      <Text size="sm" fw={readAt ? 400 : 650}>
        {subject}
      </Text>
      <Text size="xs" c="dimmed">
        {readAt ? '' : 'New, '}
        {distance(createdAt, now)}
      </Text>
    </Menu.Item>
  ));
}

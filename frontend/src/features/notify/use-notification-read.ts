import { graphql } from '@/graphql/gql';
import { useCommand } from '@/lib/use-command';

const NotificationRead = graphql(`
  mutation NotificationRead($input: NotificationReadInput!) {
    notificationRead(input: $input) {
      notification {
        id
        readAt
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

/** Mark a notification as read. */
export const useNotificationRead = () => useCommand(NotificationRead, (data) => data.notificationRead);

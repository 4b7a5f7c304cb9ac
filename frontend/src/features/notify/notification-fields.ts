import { graphql } from '@/graphql/gql';

export const NotificationFields = graphql(`
  fragment NotificationFields on Notification {
    id
    subject
    body
    link
    createdAt
    readAt
  }
`);

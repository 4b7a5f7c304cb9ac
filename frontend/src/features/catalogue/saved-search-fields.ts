import { graphql } from '@/graphql/gql';
import type { AlertFrequency } from '@/graphql/graphql';
import { useCommand } from '@/lib/use-command';

export const SavedSearchFields = graphql(`
  fragment SavedSearchFields on SavedSearch {
    id
    name
    wish
    alert
    newCount
    toldUntil
    countedAt
  }
`);

const SavedSearchSave = graphql(`
  mutation SavedSearchSave($input: SavedSearchSaveInput!) {
    savedSearchSave(input: $input) {
      savedSearch {
        ...SavedSearchFields
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

const SavedSearchRename = graphql(`
  mutation SavedSearchRename($input: SavedSearchRenameInput!) {
    savedSearchRename(input: $input) {
      savedSearch {
        ...SavedSearchFields
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

const SavedSearchSetAlert = graphql(`
  mutation SavedSearchSetAlert($input: SavedSearchSetAlertInput!) {
    savedSearchSetAlert(input: $input) {
      savedSearch {
        ...SavedSearchFields
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

const SavedSearchForget = graphql(`
  mutation SavedSearchForget($input: SavedSearchForgetInput!) {
    savedSearchForget(input: $input) {
      savedSearch {
        id
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

export const useSavedSearchSave = () => useCommand(SavedSearchSave, (data) => data.savedSearchSave);
export const useSavedSearchRename = () => useCommand(SavedSearchRename, (data) => data.savedSearchRename);
export const useSavedSearchSetAlert = () =>
  useCommand(SavedSearchSetAlert, (data) => data.savedSearchSetAlert);
export const useSavedSearchForget = () => useCommand(SavedSearchForget, (data) => data.savedSearchForget);

export const ALERTS: { value: AlertFrequency; label: string }[] = [
  { value: 'NONE', label: 'Never' },
  { value: 'DAILY', label: 'At most once a day' },
  { value: 'WEEKLY', label: 'At most once a week' },
];

/** Return the frequency that a select's value names. */
export function alertOf(value: string): AlertFrequency {
  return ALERTS.find((alert) => alert.value === value)?.value ?? 'NONE';
}

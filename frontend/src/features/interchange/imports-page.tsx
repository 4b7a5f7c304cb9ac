import { Stack } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { EntryList } from '@/components/entry-list';
import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page';
import { pageArguments, Pager } from '@/components/pager';
import { graphql } from '@/graphql/gql';
import { usePolledAnswer } from '@/lib/use-polled-answer';
import { useMay } from '@/lib/viewer';

import { RunEntry } from './run-entry';
import { isUnfinished } from './import-state';

const ImportRunsQuery = graphql(`
  query ImportRuns($unit: ID, $first: Int, $after: String, $last: Int, $before: String) {
    importFormats {
      key
      title
    }
    importRuns(unit: $unit, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PageInfoFields
      }
      edges {
        node {
          id
          state
          format
          ...RunEntryFields
        }
      }
    }
  }
`);

const route = getRouteApi('/imports');

/** The imports of one’s units. */
export function ImportsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayImport = useMay('IMPORT_LISTINGS');
  const start = mayImport && <ButtonLink to="/imports/new">Import a file</ButtonLink>;
  const answer = usePolledAnswer(
    ImportRunsQuery,
    { unit: search.unit ?? null, ...pageArguments(search) },
    ({ importRuns }) => importRuns.edges.some(({ node }) => isUnfinished(node.state)),
  );
  return (
    <Page title="Imports" lead="What your units list in bulk, from their own files." actions={start}>
      <AnswerView answer={answer}>
        {({ importFormats, importRuns: { edges, pageInfo, totalCount } }) =>
          edges.length === 0 ? (
            <Empty icon={IconFileImport} title="Nothing imported yet" action={start}>
              Import a collection with its specimens, cell lines or plasmids from a file. You see every row
              that cannot be read and why, and the same file twice changes nothing.
            </Empty>
          ) : (
            <Stack gap="md">
              <EntryList label="Imports">
                {edges.map(({ node }) => (
                  <RunEntry
                    key={node.id}
                    run={node}
                    formatTitle={importFormats.find(({ key }) => key === node.format)?.title ?? node.format}
                  />
                ))}
              </EntryList>
              <Pager
                pageInfo={pageInfo}
                total={totalCount}
                of="import"
                onMove={(place) => void navigate({ search: { unit: search.unit, ...place } })}
              />
            </Stack>
          )
        }
      </AnswerView>
    </Page>
  );
}

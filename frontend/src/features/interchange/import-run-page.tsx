import { Anchor, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconBan } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { AnswerView } from '@/components/answer-view';
import { Callout } from '@/components/callout';
import { BackLink, ButtonLink } from '@/components/links';
import { Moment } from '@/components/moment';
import { NotFoundPage } from '@/components/not-found-page';
import { Page } from '@/components/page';
import { pageArguments } from '@/components/pager';
import { Section } from '@/components/section';
import { PageSkeleton } from '@/components/skeletons';
import { graphql } from '@/graphql/gql';
import type { ImportRunQuery as ImportRunAnswer } from '@/graphql/graphql';
import { announce } from '@/lib/announcements';
import { number } from '@/lib/format';
import { usePolledAnswer } from '@/lib/use-polled-answer';
import { useMay } from '@/lib/viewer';

import { countsSentence, percentChecked, progressSentence } from './counts';
import { FirstRows } from './first-rows';
import { ImportStateBadge, isUnfinished } from './import-state';
import { ProblemTable } from './problem-table';
import { ApplyPreview, CancelImport } from './run-actions';

const ImportRunQuery = graphql(`
  query ImportRun($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    importFormats {
      key
      title
    }
    importRun(id: $id) {
      id
      format
      filename
      state
      unit {
        id
        name
        organisation {
          id
          name
        }
      }
      rowsTotal
      rowsChecked
      rowsCreated
      rowsUpdated
      rowsUnchanged
      rowsRejected
      createdAt
      finishedAt
      failure
      isPreview
      isStrict
      correctionsPath
      firstRows {
        ...FirstRowFields
      }
      problems(first: $first, after: $after, last: $last, before: $before) {
        totalCount
        ...ProblemTableFields
      }
    }
  }
`);

type Run = NonNullable<ImportRunAnswer['importRun']>;

const route = getRouteApi('/imports/$runId');

/** One import, with its progress and its problems. */
export function ImportRunPage() {
  const { runId } = route.useParams();
  const search = route.useSearch();
  const answer = usePolledAnswer(
    ImportRunQuery,
    { id: runId, ...pageArguments(search, 50) },
    ({ importRun }) => importRun !== null && isUnfinished(importRun.state),
  );
  return (
    <AnswerView answer={answer} skeleton={<PageSkeleton />}>
      {({ importFormats, importRun }) =>
        importRun ? (
          <RunView
            run={importRun}
            formatTitle={importFormats.find(({ key }) => key === importRun.format)?.title ?? importRun.format}
          />
        ) : (
          <NotFoundPage />
        )
      }
    </AnswerView>
  );
}

function RunView({ run, formatTitle }: { run: Run; formatTitle: string }) {
  const { filename, state, unit, createdAt, finishedAt, failure } = run;
  const navigate = route.useNavigate();
  const mayImport = useMay('IMPORT_LISTINGS');
  useOutcomeAnnounced(run);
  return (
    <Page
      title={filename}
      back={<BackLink to="/imports">Imports</BackLink>}
      eyebrow={
        <Text size="sm" c="dimmed">
          {formatTitle}, into {unit.name}, {unit.organisation.name}
        </Text>
      }
      lead={
        <>
          Started <Moment iso={createdAt} />
          {finishedAt && (
            <>
              , finished <Moment iso={finishedAt} />
            </>
          )}
        </>
      }
      actions={<ImportStateBadge state={state} />}
    >
      {isUnfinished(state) && <Running run={run} />}
      {state === 'CANCELLED' && (
        <Callout tone="neutral" icon={IconBan} title="The import was cancelled; nothing was changed" />
      )}
      {state === 'FAILED' && (
        <Callout tone="negative" icon={IconAlertTriangle} title="The file was refused; nothing was changed">
          <Stack gap="sm" align="flex-start">
            <Text size="sm">{failure}</Text>
            {mayImport && (
              <ButtonLink to="/imports/new" variant="default" size="sm">
                Import another file
              </ButtonLink>
            )}
          </Stack>
        </Callout>
      )}
      {state === 'DONE' && <CountTiles run={run} />}
      {state === 'DONE' && run.isPreview && mayImport && (
        <ApplyPreview runId={run.id} hasProblems={run.problems.totalCount > 0} />
      )}
      {run.firstRows.length > 0 && <FirstRows rows={run.firstRows} />}
      {run.problems.totalCount > 0 && (
        <Section
          title={run.isPreview ? 'What would be rejected' : 'What was rejected'}
          lead={
            run.isPreview || run.isStrict
              ? 'Correct these rows in your file, or in the file of corrections, and import it again.'
              : 'These rows were left out and all others were stored. Correct them in the file of corrections and import that; what is stored already stays as it is.'
          }
          actions={
            run.correctionsPath && (
              <Anchor href={run.correctionsPath} download size="sm" fw={600}>
                Download the rows to correct
              </Anchor>
            )
          }
        >
          <ProblemTable
            problems={run.problems}
            onMove={(place) => void navigate({ search: place, resetScroll: false })}
          />
        </Section>
      )}
    </Page>
  );
}

/** Read out what came of the import when it ends before one’s eyes. */
function useOutcomeAnnounced(run: Run) {
  const wasUnfinished = useRef(false);
  useEffect(() => {
    if (isUnfinished(run.state)) {
      wasUnfinished.current = true;
    } else if (wasUnfinished.current) {
      wasUnfinished.current = false;
      announce(
        {
          DONE: `The ${run.isPreview ? 'preview' : 'import'} is done: ${countsSentence(run)}.`,
          FAILED: `The file was refused. ${run.failure}`,
          CANCELLED: 'The import was cancelled.',
        }[run.state as 'DONE' | 'FAILED' | 'CANCELLED'],
      );
    }
  }, [run]);
}

function Running({ run: { id, state, rowsChecked, rowsTotal } }: { run: Run }) {
  const percent = percentChecked(rowsChecked, rowsTotal);
  const sentence = state === 'WAITING' ? 'Waiting for its turn' : progressSentence(rowsChecked, rowsTotal);
  return (
    <Section
      title="In progress"
      lead="You may leave this page; the import goes on, and you are told when it is done."
    >
      <Stack gap={6}>
        <Progress.Root size="lg">
          <Progress.Section
            value={percent ?? 100}
            striped={percent === null}
            animated={percent === null}
            aria-label="Rows checked"
            aria-valuetext={sentence}
          />
        </Progress.Root>
        <Text size="sm">{sentence}</Text>
      </Stack>
      <CancelImport runId={id} />
    </Section>
  );
}

function CountTiles({ run }: { run: Run }) {
  const tiles = [
    { label: 'New', value: run.rowsCreated },
    { label: 'Changed', value: run.rowsUpdated },
    { label: 'Unchanged', value: run.rowsUnchanged },
    { label: 'Rejected', value: run.rowsRejected },
  ];
  return (
    <Section title={run.isPreview ? 'What importing would do' : 'What was done with the rows'}>
      <SimpleGrid cols={{ base: 2, sm: 4 }} component="dl" m={0}>
        {tiles.map(({ label, value }) => (
          <div key={label}>
            <Text component="dt" size="sm" c="dimmed">
              {label}
            </Text>
            <Text component="dd" fz="1.75rem" fw={640} lh={1.2} m={0}>
              {number(value)}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Section>
  );
}

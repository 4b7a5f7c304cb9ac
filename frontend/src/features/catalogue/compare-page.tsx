import { Group, Stack, Switch } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { BackLink, ButtonLink } from '@/components/links';
import { Page } from '@/components/page';
import { ProjectPicker } from '@/components/project-picker';
import { CompareTable } from '@/features/catalogue/compare-table';
import { graphql } from '@/graphql/gql';
import { useAnswer } from '@/lib/use-answer';
import { useViewer } from '@/lib/viewer';

const CompareQuery = graphql(`
  query Compare($ids: [ID!]!, $project: ID!, $withVerdict: Boolean!) {
    compared(ids: $ids) {
      id
      ...ComparedFields
    }
  }
`);

/** Up to six listings side by side. */
export function ComparePage() {
  const search = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const { listing: ids = [], project, only } = search;
  const isSignedIn = useViewer() !== null;
  const answer = useAnswer(
    CompareQuery,
    { ids, project: project ?? '', withVerdict: project !== undefined },
    { typenames: ['Listing'], isPaused: ids.length === 0 },
  );
  const show = (change: Partial<typeof search>) =>
    navigate({ search: { ...search, ...change }, resetScroll: false });
  const back = (
    <BackLink to="/catalogue" search={{ project, compare: ids.length > 0 ? ids : undefined }}>
      Catalogue
    </BackLink>
  );
  if (ids.length === 0) {
    return (
      <Page title="Compare" back={back}>
        <Empty
          icon={IconColumns3}
          title="Nothing is chosen"
          action={
            <ButtonLink to="/catalogue" search={{ project }} variant="default">
              Choose in the catalogue
            </ButtonLink>
          }
        >
          Tick “Compare” at up to six listings of the catalogue to read them side by side.
        </Empty>
      </Page>
    );
  }
  return (
    <Page
      title="Compare"
      back={back}
      lead="The same facts of each, side by side. The address of this page can be shared."
      width={1600}
    >
      <Group align="flex-end" gap="xl">
        {isSignedIn && (
          <ProjectPicker
            label="Usable for my project"
            none="Any use"
            value={project}
            onChange={(next) => {
              void show({ project: next });
            }}
          />
        )}
        <Switch
          label="Show only what differs"
          checked={only === 'differences'}
          onChange={(event) => {
            void show({ only: event.currentTarget.checked ? 'differences' : undefined });
          }}
          pb={isSignedIn ? 8 : 0}
        />
      </Group>
      <AnswerView answer={answer}>
        {({ compared }) => (
          <Stack aria-busy={answer.isChanging}>
            <CompareTable
              columns={ids.map((id, place) => ({ id, listing: compared[place] ?? null }))}
              project={project}
              isOnlyDifferences={only === 'differences'}
              onRemove={(id) => {
                const rest = ids.filter((other) => other !== id);
                void show({ listing: rest.length > 0 ? rest : undefined });
              }}
            />
          </Stack>
        )}
      </AnswerView>
    </Page>
  );
}

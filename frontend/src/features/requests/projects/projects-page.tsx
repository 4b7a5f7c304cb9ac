import { Group, Stack, Text } from '@mantine/core';
import { IconFlask2, IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { Entry, EntryList } from '@/components/entry-list';
import { ButtonLink, TextLink } from '@/components/links';
import { DayOf } from '@/components/moment';
import { Page } from '@/components/page';
import { pageArguments, Pager } from '@/components/pager';
import { researchTypeLabel } from '@/features/requests/projects/purpose-words';
import { graphql } from '@/graphql/gql';
import { useAnswer } from '@/lib/use-answer';
import { useMay } from '@/lib/viewer';

const ProjectsQuery = graphql(`
  query Projects($first: Int, $after: String, $last: Int, $before: String) {
    projects(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PageInfoFields
      }
      edges {
        node {
          id
          title
          researchTypes
          createdAt
          diseases {
            id
            label
          }
          owner {
            id
            fullName
          }
        }
      }
    }
  }
`);

/** The research purposes that the viewer and their organisation have described. */
export function ProjectsPage() {
  const search = useSearch({ from: '/projects' });
  const navigate = useNavigate({ from: '/projects' });
  const mayDescribe = useMay('MANAGE_PROJECTS');
  const answer = useAnswer(ProjectsQuery, pageArguments(search), { typenames: ['Project'] });
  const describe = (
    <ButtonLink to="/projects/new" leftSection={<IconPlus size={18} aria-hidden />}>
      New project
    </ButtonLink>
  );
  return (
    <Page
      title="Projects"
      lead="Describe what you want to do once. Search then shows what you may use for it, and requests rest on it."
      actions={mayDescribe && describe}
    >
      <AnswerView answer={answer}>
        {({ projects }) =>
          projects.edges.length === 0 ? (
            <Empty icon={IconFlask2} title="No projects yet" action={mayDescribe && describe}>
              {mayDescribe
                ? 'A project says what you study, why, and for whom. With it the catalogue can tell you what you may use.'
                : 'Researchers describe projects. Ask the administrator of your organisation for that role.'}
            </Empty>
          ) : (
            <Stack>
              <EntryList label="Projects">
                {projects.edges.map(({ node }) => (
                  <Entry
                    key={node.id}
                    link={
                      <TextLink to="/projects/$projectId" params={{ projectId: node.id }}>
                        {node.title}
                      </TextLink>
                    }
                    aside={
                      <>
                        <Text size="sm">{node.owner.fullName}</Text>
                        <DayOf iso={node.createdAt} />
                      </>
                    }
                  >
                    <Group gap="xs" c="dimmed">
                      {[
                        ...node.researchTypes.map(researchTypeLabel),
                        ...node.diseases.map(({ label }) => label),
                      ].join(' · ')}
                    </Group>
                  </Entry>
                ))}
              </EntryList>
              <Pager
                pageInfo={projects.pageInfo}
                total={projects.totalCount}
                of="project"
                onMove={(place) => navigate({ search: place })}
              />
            </Stack>
          )
        }
      </AnswerView>
    </Page>
  );
}

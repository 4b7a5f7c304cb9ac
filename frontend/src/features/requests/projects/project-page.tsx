import { List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPencil, IconSearch } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Facts } from '@/components/facts';
import { BackLink, ButtonLink } from '@/components/links';
import { Day } from '@/components/moment';
import { NotFoundPage } from '@/components/not-found-page';
import { Page } from '@/components/page';
import { Section } from '@/components/section';
import { PageSkeleton } from '@/components/skeletons';
import { StatusBadge } from '@/components/status-badge';
import { answerWord, researchTypeLabel } from '@/features/requests/projects/purpose-words';
import { ProjectFormFields } from '@/features/requests/projects/project-form-fields';
import { readFragment } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { ProjectFormFieldsFragment } from '@/graphql/graphql';
import { count, countryName, list } from '@/lib/format';
import { useAnswer } from '@/lib/use-answer';
import { useSignedInViewer } from '@/lib/viewer';

export const ProjectQuery = graphql(`
  query Project($id: ID!) {
    project(id: $id) {
      id
      owner {
        id
        fullName
      }
      ...ProjectFormFields
    }
  }
`);

/** What a project says of itself. */
export function ProjectPage() {
  const { projectId } = useParams({ from: '/projects/$projectId' });
  const viewer = useSignedInViewer();
  const answer = useAnswer(ProjectQuery, { id: projectId });
  return (
    <AnswerView answer={answer} skeleton={<PageSkeleton />}>
      {({ project }) => {
        if (!project) return <NotFoundPage />;
        const facts = readFragment(ProjectFormFields, project);
        return (
          <Page
            title={facts.title}
            lead={`${project.owner.fullName}, ${facts.organisation.name}`}
            width={860}
            back={<BackLink to="/projects">Projects</BackLink>}
            actions={
              <>
                {project.owner.id === viewer.id && (
                  <ButtonLink
                    variant="default"
                    to="/projects/$projectId/edit"
                    params={{ projectId }}
                    leftSection={<IconPencil size={18} aria-hidden />}
                  >
                    Edit
                  </ButtonLink>
                )}
                <ButtonLink
                  to="/catalogue"
                  search={{ project: projectId }}
                  leftSection={<IconSearch size={18} aria-hidden />}
                >
                  Find what it may use
                </ButtonLink>
              </>
            }
          >
            <ProjectFacts project={facts} />
          </Page>
        );
      }}
    </AnswerView>
  );
}

function ProjectFacts({ project }: { project: ProjectFormFieldsFragment }) {
  return (
    <Stack gap="lg">
      <Section title="Purpose">
        {project.laySummary !== '' && <Text style={{ whiteSpace: 'pre-line' }}>{project.laySummary}</Text>}
        <Facts
          facts={[
            { name: 'Kind of research', value: project.researchTypes.map(researchTypeLabel).join(', ') },
            {
              name: 'Diseases',
              value: project.diseases.map(({ label, code }) => `${label} (${code})`).join('; '),
            },
            { name: 'Commercial use', value: answerWord(project.isCommercial) },
            { name: 'Genetic analysis', value: answerWord(project.isGenetic) },
            { name: 'Countries of use', value: list(project.countries.map(countryName)) },
            { name: 'Sensitive topics', value: list(project.sensitiveTopics) || 'None' },
            {
              name: 'Duration',
              value: project.durationMonths != null && count(project.durationMonths, 'month'),
            },
          ]}
        />
      </Section>
      <Section title="What it accepts">
        <Facts
          facts={[
            { name: 'To publish results', value: answerWord(project.acceptsPublication) },
            { name: 'To return derived data', value: answerWord(project.acceptsReturn) },
            { name: 'Letter of collaboration', value: answerWord(project.hasCollaborationLetter) },
          ]}
        />
      </Section>
      <Section title="Ethics approvals">
        {project.ethicsApprovals.length === 0 ? (
          <Text size="sm">
            None is on record. Human material is not shipped without one that is in force.
          </Text>
        ) : (
          <List listStyleType="none" spacing="sm">
            {project.ethicsApprovals.map((approval) => (
              <List.Item key={approval.id}>
                <Text fw={600}>
                  {approval.number}, {approval.committee}
                </Text>
                <Text size="sm" c="dimmed">
                  {countryName(approval.countryCode)}, <Day iso={approval.validFrom} /> to{' '}
                  <Day iso={approval.validUntil} />
                </Text>
                {approval.scope !== '' && <Text size="sm">{approval.scope}</Text>}
                {approval.isInForce ? (
                  <StatusBadge tone="positive" icon={IconCircleCheck} label="In force" />
                ) : (
                  <StatusBadge tone="negative" icon={IconAlertTriangle} label="Not in force" />
                )}
              </List.Item>
            ))}
          </List>
        )}
      </Section>
    </Stack>
  );
}

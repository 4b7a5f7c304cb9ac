import { useNavigate, useParams } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { BackLink } from '@/components/links';
import { NotFoundPage } from '@/components/not-found-page';
import { Page } from '@/components/page';
import { PageSkeleton } from '@/components/skeletons';
import { ProjectForm } from '@/features/requests/projects/project-form';
import { ProjectFormFields } from '@/features/requests/projects/project-form-fields';
import { ProjectQuery } from '@/features/requests/projects/project-page';
import { inputOf } from '@/features/requests/projects/project-values';
import { readFragment } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { toast } from '@/lib/toast';
import { useAnswer } from '@/lib/use-answer';
import { useCommand } from '@/lib/use-command';

const ProjectUpdate = graphql(`
  mutation ProjectUpdate($input: ProjectUpdateInput!) {
    projectUpdate(input: $input) {
      project {
        id
        ...ProjectFormFields
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

const useProjectUpdate = () => useCommand(ProjectUpdate, (data) => data.projectUpdate);

/** Describe a project anew. */
export function ProjectEditPage() {
  const { projectId } = useParams({ from: '/projects/$projectId/edit' });
  const navigate = useNavigate();
  const { run } = useProjectUpdate();
  const answer = useAnswer(ProjectQuery, { id: projectId });
  return (
    <AnswerView answer={answer} skeleton={<PageSkeleton />}>
      {({ project }) => {
        if (!project) return <NotFoundPage />;
        return (
          <Page
            title="Edit the project"
            lead="Requests that were submitted already keep the purpose that they were submitted with."
            width={860}
            back={
              <BackLink to="/projects/$projectId" params={{ projectId }}>
                The project
              </BackLink>
            }
          >
            <ProjectForm
              project={readFragment(ProjectFormFields, project)}
              save={(values) => run({ project: projectId, ...inputOf(values) })}
              onSaved={() => {
                toast('The project was saved.');
                void navigate({ to: '/projects/$projectId', params: { projectId } });
              }}
            />
          </Page>
        );
      }}
    </AnswerView>
  );
}

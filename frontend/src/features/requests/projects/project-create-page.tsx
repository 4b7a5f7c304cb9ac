import { useNavigate } from '@tanstack/react-router';

import { BackLink } from '@/components/links';
import { Page } from '@/components/page';
import { ProjectForm } from '@/features/requests/projects/project-form';
import { inputOf } from '@/features/requests/projects/project-values';
import { graphql } from '@/graphql/gql';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';

const ProjectCreate = graphql(`
  mutation ProjectCreate($input: ProjectCreateInput!) {
    projectCreate(input: $input) {
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

const useProjectCreate = () => useCommand(ProjectCreate, (data) => data.projectCreate);

/** Describe a research purpose. */
export function ProjectCreatePage() {
  const navigate = useNavigate();
  const { run } = useProjectCreate();
  return (
    <Page
      title="New project"
      lead="Answer as much as you can: what is left open may need a person to decide later. You can change it until you request."
      width={860}
      back={<BackLink to="/projects">Projects</BackLink>}
    >
      <ProjectForm
        project={null}
        save={(values) => run({ organisation: values.organisation, ...inputOf(values) })}
        onSaved={({ project }) => {
          toast('The project was saved.');
          if (project) void navigate({ to: '/projects/$projectId', params: { projectId: project.id } });
        }}
      />
    </Page>
  );
}

import { Paper, Stack, Text, Title } from '@mantine/core';

import { ButtonLink, TextLink } from '@/components/links';
import { ListingVerdict } from '@/components/listing-verdict';
import { ProjectPicker } from '@/components/project-picker';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { useViewer } from '@/lib/viewer';

import { RemedyList } from './remedy-list';

export const ProjectPanelFields = graphql(`
  fragment ProjectPanelFields on Listing {
    id
    verdict(project: $project) @include(if: $withVerdict) {
      ...ListingVerdictFields
      remedy {
        ...RemedyFields
      }
    }
  }
`);

interface ProjectPanelProps {
  listing: FragmentType<typeof ProjectPanelFields>;
  project: string | undefined;
  onProject: (project: string | undefined) => void;
}

/** Whether the listing may be used for one of the viewer's projects, and why. */
export function ProjectPanel({ listing, project, onProject }: ProjectPanelProps) {
  const { id, verdict } = readFragment(ProjectPanelFields, listing);
  const isSignedIn = useViewer() !== null;
  return (
    <Paper component="section" aria-labelledby="for-my-project">
      <Stack>
        <Title order={2} id="for-my-project" size="h3">
          May I use it?
        </Title>
        {isSignedIn ? (
          <>
            <ProjectPicker label="For the project" value={project} onChange={onProject} />
            {verdict && <ListingVerdict verdict={verdict} />}
            {verdict?.remedy && <RemedyList remedy={verdict.remedy} />}
            {verdict && (
              <Text size="sm">
                <TextLink to="/projects/$projectId" params={{ projectId: project ?? '' }}>
                  See what the project says of itself
                </TextLink>
              </Text>
            )}
          </>
        ) : (
          <>
            <Text size="sm">
              Sign in and describe your project; then you see at once whether the consents allow it, and why.
            </Text>
            <ButtonLink to="/sign-in" search={{ next: `/listings/${encodeURIComponent(id)}` }}>
              Sign in
            </ButtonLink>
          </>
        )}
      </Stack>
    </Paper>
  );
}

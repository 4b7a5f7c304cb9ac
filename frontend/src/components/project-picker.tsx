import { NativeSelect, Text } from '@mantine/core';

import { TextLink } from '@/components/links';
import { graphql } from '@/graphql/gql';
import { useAnswer } from '@/lib/use-answer';

const ProjectPickerQuery = graphql(`
  query ProjectPicker {
    projects(first: 100) {
      edges {
        node {
          id
          title
        }
      }
    }
  }
`);

interface ProjectPickerProps {
  label: string;
  description?: string;
  /** Id of the project chosen, undefined for none. */
  value: string | undefined;
  onChange: (project: string | undefined) => void;
  /** What the choice of none is called; without it one must be chosen. */
  none?: string;
}

/** Choose one of the projects that the viewer may see. */
export function ProjectPicker({
  label,
  description,
  value,
  onChange,
  none = 'Choose a project',
}: ProjectPickerProps) {
  const { data, isLoading } = useAnswer(ProjectPickerQuery, {}, { typenames: ['Project'] });
  const projects = data?.projects.edges.map(({ node }) => node) ?? [];
  if (data && projects.length === 0) {
    return (
      <Text size="sm">
        You have no project yet. <TextLink to="/projects/new">Describe one</TextLink> to see what you may use
        for it.
      </Text>
    );
  }
  return (
    <NativeSelect
      label={label}
      description={description}
      value={value ?? ''}
      disabled={isLoading}
      data={[{ value: '', label: none }, ...projects.map(({ id, title }) => ({ value: id, label: title }))]}
      onChange={(event) => {
        onChange(event.currentTarget.value || undefined);
      }}
    />
  );
}

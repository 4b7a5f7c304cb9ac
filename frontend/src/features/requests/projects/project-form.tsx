import {
  Button,
  Checkbox,
  Group,
  MultiSelect,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';

import { ProblemAlert } from '@/components/problem-alert';
import { Section } from '@/components/section';
import { DiseasePicker } from '@/features/requests/projects/disease-picker';
import { EthicsApprovals } from '@/features/requests/projects/ethics-approvals';
import { valuesOf, type ProjectValues } from '@/features/requests/projects/project-values';
import { RESEARCH_TYPES, SENSITIVE_TOPICS } from '@/features/requests/projects/purpose-words';
import { YesNoField } from '@/features/requests/projects/yes-no-field';
import type { ProjectFormFieldsFragment } from '@/graphql/graphql';
import { COUNTRIES } from '@/lib/countries';
import type { Outcome } from '@/lib/outcome';
import { useCommandForm } from '@/lib/use-command-form';
import { useSignedInViewer } from '@/lib/viewer';

interface ProjectFormProps<T> {
  /** Null for a new one. */
  project: ProjectFormFieldsFragment | null;
  save: (values: ProjectValues) => Promise<Outcome<T>>;
  onSaved: (value: T) => void;
}

/** Describe a research purpose, as the consent matcher will read it. */
export function ProjectForm<T>({ project, save, onSaved }: ProjectFormProps<T>) {
  const organisations = useOrganisations();
  const { form, problems, isBusy, element, submit } = useCommandForm<ProjectValues>({
    initialValues: valuesOf(project, organisations[0]?.value ?? ''),
    validate: {
      title: (value) => (value.trim() === '' ? 'Give it a title.' : null),
      researchTypes: (value) => (value.length === 0 ? 'Choose at least one kind of research.' : null),
      diseases: (value, { researchTypes }) =>
        researchTypes.includes('disease') && value.length === 0 ? 'Name the disease that you study.' : null,
    },
  });

  return (
    <form ref={element} noValidate onSubmit={submit(save, onSaved)}>
      <Stack gap="lg">
        <Section title="What you want to do">
          {project === null && organisations.length > 1 && (
            <NativeSelect label="Organisation" data={organisations} {...form.getInputProps('organisation')} />
          )}
          <TextInput label="Title" required maxLength={200} {...form.getInputProps('title')} />
          <Textarea
            label="Summary in plain words"
            description="Two or three sentences that people outside your field understand. Committees read it first."
            autosize
            minRows={3}
            maxLength={5000}
            {...form.getInputProps('laySummary')}
          />
          <Checkbox.Group label="Kind of research" required {...form.getInputProps('researchTypes')}>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" mt="xs">
              {RESEARCH_TYPES.map(({ value, label, description }) => (
                <Checkbox key={value} value={value} label={label} description={description} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
          <DiseasePicker {...form.getInputProps('diseases')} />
        </Section>

        <Section title="How it will be used">
          <YesNoField
            label="Is the use commercial?"
            description="Also when a nonprofit works for a company, or means to sell the result."
            {...form.getInputProps('isCommercial')}
          />
          <YesNoField label="Will genomes or genotypes be studied?" {...form.getInputProps('isGenetic')} />
          <MultiSelect
            label="Countries of use"
            description="Wherever people will work with the material, collaborators too. Your organisation’s own is understood."
            data={COUNTRIES}
            searchable
            clearable
            hidePickedOptions
            nothingFoundMessage="No such country"
            {...form.getInputProps('countries')}
          />
          <TagsInput
            label="Sensitive topics"
            description="Anything that may touch groups of people. A person then decides on each request."
            data={SENSITIVE_TOPICS}
            clearable
            {...form.getInputProps('sensitiveTopics')}
          />
          <NumberInput
            label="Duration in months"
            min={1}
            max={600}
            allowDecimal={false}
            w={220}
            {...form.getInputProps('durationMonths')}
          />
        </Section>

        <Section title="What you accept" lead="Some consents ask this of whoever receives the material.">
          <YesNoField
            label="Will you publish the results if asked to?"
            {...form.getInputProps('acceptsPublication')}
          />
          <YesNoField
            label="Will you return derived data if asked to?"
            {...form.getInputProps('acceptsReturn')}
          />
          <Checkbox
            label="The investigators who hold the material agreed in writing to collaborate"
            {...form.getInputProps('hasCollaborationLetter', { type: 'checkbox' })}
          />
        </Section>

        <Section
          title="Ethics approvals"
          lead="Human material is shipped only while one of them is in force."
        >
          <EthicsApprovals
            organisation={form.values.organisation}
            {...form.getInputProps('ethicsApprovals')}
          />
        </Section>

        <ProblemAlert problems={problems} title="The project was not saved" />
        <Group>
          <Button type="submit" loading={isBusy}>
            Save the project
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Return the organisations that the viewer belongs to, as choices. */
function useOrganisations() {
  const { memberships } = useSignedInViewer();
  const names = new Map(memberships.map(({ organisation }) => [organisation.id, organisation.name]));
  return [...names].map(([value, label]) => ({ value, label }));
}

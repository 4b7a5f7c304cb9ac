import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';

import { Empty } from '@/components/empty';
import { ProblemAlert } from '@/components/problem-alert';
import { Section } from '@/components/section';
import { graphql } from '@/graphql/gql';
import { countryName, machineTimeZone } from '@/lib/format';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';
import { useSignedInViewer } from '@/lib/viewer';

const PersonUpdate = graphql(`
  mutation PersonUpdate($input: PersonUpdateInput!) {
    personUpdate(input: $input) {
      person {
        ...ViewerFields
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

const usePersonUpdate = () => useCommand(PersonUpdate, (data) => data.personUpdate);

const ORCID = /^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/;

/** Who the person is to others, and what they may do where. */
export function ProfileSection() {
  return (
    <Stack gap="xl">
      <ProfileForm />
      <Memberships />
    </Stack>
  );
}

function ProfileForm() {
  const viewer = useSignedInViewer();
  const { run } = usePersonUpdate();
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: {
      fullName: viewer.fullName,
      orcid: viewer.orcid,
      timeZone: viewer.timeZone ?? machineTimeZone(),
    },
    validate: {
      fullName: (value) =>
        value.trim() === '' ? 'Enter your name; agreements and decisions show it.' : null,
      orcid: (value) =>
        value === '' || ORCID.test(value) ? null : 'An ORCID iD looks like 0000-0002-1825-0097.',
    },
  });
  return (
    <Section title="Profile">
      <form
        ref={element}
        noValidate
        onSubmit={submit(run, () => {
          toast('Your profile was saved.');
        })}
      >
        <Stack>
          <ProblemAlert problems={problems} />
          <TextInput label="Full name" required autoComplete="name" {...form.getInputProps('fullName')} />
          <TextInput
            label="ORCID iD"
            description="Optional. It tells you from others of your name."
            {...form.getInputProps('orcid')}
          />
          <Select
            label="Time zone"
            description={`Times are shown in it. This machine’s is ${machineTimeZone()}.`}
            data={Intl.supportedValuesOf('timeZone').concat('UTC')}
            searchable
            allowDeselect={false}
            nothingFoundMessage="No such time zone"
            {...form.getInputProps('timeZone')}
          />
          <TextInput
            label="E-mail address"
            value={viewer.email ?? ''}
            readOnly
            description="You sign in with it."
          />
          <Group>
            <Button type="submit" loading={isBusy}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function Memberships() {
  const { memberships } = useSignedInViewer();
  if (memberships.length === 0) {
    return (
      <Empty icon={IconUsersGroup} title="You are no member of an organisation yet">
        You can search the catalogue. To request material or answer requests, ask the administrator of your
        organisation to make you a member.
      </Empty>
    );
  }
  return (
    <Section title="Your roles">
      {memberships.map(({ id, roleTitle, roleSentence, organisation, unit }) => (
        <div key={id}>
          <Text fw={600}>{roleTitle}</Text>
          <Text size="sm">
            {[unit?.name, organisation.name, countryName(organisation.countryCode)]
              .filter(Boolean)
              .join(', ')}
          </Text>
          <Text size="sm" c="dimmed">
            {roleSentence}
          </Text>
        </div>
      ))}
    </Section>
  );
}

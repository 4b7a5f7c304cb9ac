import { Button, Group, NativeSelect, NumberInput, Stack, Switch } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { Empty } from '@/components/empty';
import { Page } from '@/components/page';
import { ProblemAlert } from '@/components/problem-alert';
import { Section } from '@/components/section';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { CommitteeRulesFieldsFragment } from '@/graphql/graphql';
import { toast } from '@/lib/toast';
import { useAnswer } from '@/lib/use-answer';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';
import { useUnitsWhere } from '@/lib/use-units';

const CommitteeRulesFields = graphql(`
  fragment CommitteeRulesFields on CommitteeRules {
    votesNeeded
    quorum
    isChairFinal
    decidesWithinDays
    approvesUpTo
  }
`);

const CommitteeQuery = graphql(`
  query Committee($unit: ID!) {
    committeeRules(unit: $unit) {
      ...CommitteeRulesFields
    }
  }
`);

const CommitteeRulesSet = graphql(`
  mutation CommitteeRulesSet($input: CommitteeRulesSetInput!) {
    committeeRulesSet(input: $input) {
      rules {
        ...CommitteeRulesFields
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

const route = getRouteApi('/committee');

/** How the access committees decide whose rules one keeps. */
export function CommitteePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const units = useUnitsWhere('MANAGE_COMMITTEE');
  return (
    <Page title="Access committee" lead="How many votes decide, who has the final word, and until when.">
      <AnswerView answer={units}>
        {(all) => {
          const unit = all.find(({ id }) => id === search.unit) ?? all[0];
          if (!unit) {
            return (
              <Empty icon={IconGavel} title="You keep the rules of no committee">
                A committee’s rules are kept by its chair and by administrators of the organisation.
              </Empty>
            );
          }
          return (
            <Stack gap="lg" maw={640}>
              <NativeSelect
                label="Committee of"
                value={unit.id}
                data={all.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(event) => void navigate({ search: { unit: event.currentTarget.value } })}
              />
              <Rules key={unit.id} unit={unit.id} name={unit.name} />
            </Stack>
          );
        }}
      </AnswerView>
    </Page>
  );
}

function Rules({ unit, name }: { unit: string; name: string }) {
  const answer = useAnswer(CommitteeQuery, { unit });
  return (
    <AnswerView answer={answer}>
      {({ committeeRules }) => committeeRules && <RulesForm unit={unit} name={name} rules={committeeRules} />}
    </AnswerView>
  );
}

// Approves up to nothing, an empty field, while every request is voted on.
type RulesValues = Omit<CommitteeRulesFieldsFragment, '__typename' | 'approvesUpTo'> & {
  approvesUpTo: number | '';
};

interface RulesFormProps {
  unit: string;
  name: string;
  rules: FragmentType<typeof CommitteeRulesFields>;
}

function RulesForm({ unit, name, rules }: RulesFormProps) {
  const found = readFragment(CommitteeRulesFields, rules);
  const { run } = useCommand(CommitteeRulesSet, (data) => data.committeeRulesSet);
  const { form, problems, isBusy, element, submit } = useCommandForm<RulesValues>({
    initialValues: {
      votesNeeded: found.votesNeeded,
      quorum: found.quorum,
      isChairFinal: found.isChairFinal,
      decidesWithinDays: found.decidesWithinDays,
      approvesUpTo: found.approvesUpTo ?? '',
    },
    validate: {
      quorum: (value, { votesNeeded }) =>
        value < votesNeeded ? 'As many must vote as votes are needed, or more.' : null,
    },
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(
        ({ approvesUpTo, ...values }) =>
          run({ unit, ...values, approvesUpTo: approvesUpTo === '' ? null : approvesUpTo }),
        () => {
          toast(`The committee of ${name} decides by these rules from now on.`);
        },
      )}
    >
      <Stack gap="lg">
        <ProblemAlert problems={problems} />
        <Section title="Votes" lead="What is decided already stays as it is.">
          <Stack>
            <NumberInput
              label="Votes needed"
              description="So many votes of one kind decide."
              min={1}
              max={50}
              allowDecimal={false}
              {...form.getInputProps('votesNeeded')}
            />
            <NumberInput
              label="Quorum"
              description="So many must have voted before anything is decided. Who has a conflict of interest does not count."
              min={1}
              max={50}
              allowDecimal={false}
              {...form.getInputProps('quorum')}
            />
            <Switch
              label="The chair has the final word"
              description="Once the quorum has voted, the chair’s vote decides."
              {...form.getInputProps('isChairFinal', { type: 'checkbox' })}
            />
          </Stack>
        </Section>
        <Section title="Time" lead="Weekends and public holidays of the unit’s country do not count.">
          <NumberInput
            label="Working days to decide"
            description="Members are reminded two working days before, and you are told when it is overdue."
            min={1}
            max={250}
            allowDecimal={false}
            {...form.getInputProps('decidesWithinDays')}
          />
        </Section>
        <Section
          title="Plain requests"
          lead="What the consent permits without any condition, of an institution that is no company."
        >
          <NumberInput
            label="Approve at once up to"
            description="Vials, tubes or specimens of one item. Leave it empty to vote on every request."
            min={1}
            max={100000}
            allowDecimal={false}
            {...form.getInputProps('approvesUpTo')}
          />
        </Section>
        <Group>
          <Button type="submit" loading={isBusy}>
            Save the rules
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Group, Text, VisuallyHidden } from '@mantine/core';
import {
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconLock,
  IconLockOpen2,
} from '@tabler/icons-react';

import { DueMoment } from '@/components/moment';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { ConditionState, GateFieldsFragment } from '@/graphql/graphql';
import { count } from '@/lib/format';

import classes from './gate-checklist.module.css';

export const GateFields = graphql(`
  fragment GateFields on Gate {
    isGreen
    conditions {
      key
      title
      state
      sentence
      whoActs
      dueAt
      evidence
      citation
    }
  }
`);

const STATES = {
  MET: { icon: IconCircleCheckFilled, label: 'In order' },
  OPEN: { icon: IconCircleDashed, label: 'Open' },
  REFUSED: { icon: IconCircleXFilled, label: 'Cannot be met' },
} as const satisfies Record<ConditionState, unknown>;

type Condition = GateFieldsFragment['conditions'][number];

/** Say in one sentence how the gate stands. */
export function gateSentence({ isGreen, conditions }: GateFieldsFragment): string {
  if (isGreen) return 'Everything is in order; this may be shipped.';
  const refused = conditions.filter(({ state }) => state === 'REFUSED').length;
  if (refused > 0) return `This cannot be shipped: ${count(refused, 'condition')} cannot be met.`;
  const open = conditions.filter(({ state }) => state === 'OPEN').length;
  return `Not to be shipped yet: ${count(open, 'condition')} open.`;
}

/** Everything that must be in order before a line is released, and who must act. */
export function GateChecklist({ gate, name }: { gate: FragmentType<typeof GateFields>; name: string }) {
  const found = readFragment(GateFields, gate);
  const isRefused = found.conditions.some(({ state }) => state === 'REFUSED');
  const Banner = found.isGreen ? IconLockOpen2 : IconLock;
  return (
    <section aria-label={`What must be in order for ${name}`}>
      <div className={classes.banner} data-green={found.isGreen} data-refused={isRefused}>
        <Banner size={20} aria-hidden />
        <Text span fw={600} size="sm">
          {gateSentence(found)}
        </Text>
      </div>
      <ul className={classes.list}>
        {found.conditions.map((condition) => (
          <GateCondition key={condition.key} condition={condition} />
        ))}
      </ul>
    </section>
  );
}

function GateCondition({ condition }: { condition: Condition }) {
  const { icon: Icon, label } = STATES[condition.state];
  return (
    <li className={classes.item}>
      <Icon className={classes.icon} data-state={condition.state} size={22} aria-hidden />
      <div>
        <Group gap="xs" justify="space-between" wrap="wrap">
          <Text fw={600} size="sm">
            {condition.title}
            <VisuallyHidden>: </VisuallyHidden>
          </Text>
          <Text size="sm" c="dimmed">
            {label}
          </Text>
        </Group>
        <Text size="sm">{condition.sentence}</Text>
        {condition.whoActs && (
          <Text size="sm">
            <Text span fw={600} size="sm">
              Who acts:
            </Text>{' '}
            {condition.whoActs}
            {condition.dueAt && (
              <>
                , by <DueMoment iso={condition.dueAt} />
              </>
            )}
          </Text>
        )}
        {!condition.whoActs && condition.dueAt && (
          <Text size="sm">
            Until <DueMoment iso={condition.dueAt} />
          </Text>
        )}
        {(condition.evidence ?? condition.citation) && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {[condition.evidence, condition.citation].filter(Boolean).join(' · ')}
          </Text>
        )}
      </div>
    </li>
  );
}

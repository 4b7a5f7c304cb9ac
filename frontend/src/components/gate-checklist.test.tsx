import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { GateChecklist, GateFields, gateSentence } from '@/components/gate-checklist';
import { makeFragmentData } from '@/graphql/fragment-masking';
import type { ConditionState, GateFieldsFragment } from '@/graphql/graphql';
import { show } from '@/lib/testing/show';

type Condition = GateFieldsFragment['conditions'][number];

const condition = (key: string, state: ConditionState, more: Partial<Condition> = {}): Condition => ({
  __typename: 'Condition',
  key,
  title: `Title of ${key}`,
  state,
  sentence: `Sentence of ${key}.`,
  whoActs: null,
  dueAt: null,
  evidence: null,
  citation: null,
  ...more,
});
const gate = (isGreen: boolean, ...conditions: Condition[]): GateFieldsFragment => ({
  __typename: 'Gate',
  isGreen,
  conditions,
});

describe('gateSentence', () => {
  it('is glad of a green gate', () => {
    expect(gateSentence(gate(true, condition('consent', 'MET')))).toBe(
      'Everything is in order; this may be shipped.',
    );
  });

  it('counts what is open', () => {
    const found = gate(
      false,
      condition('consent', 'MET'),
      condition('hold', 'OPEN'),
      condition('agreement', 'OPEN'),
    );
    expect(gateSentence(found)).toBe('Not to be shipped yet: 2 conditions open.');
  });

  it('names what can never be met before what is open', () => {
    const found = gate(false, condition('consent', 'REFUSED'), condition('hold', 'OPEN'));
    expect(gateSentence(found)).toBe('This cannot be shipped: 1 condition cannot be met.');
  });
});

describe('GateChecklist', () => {
  it('shows each condition with its state in words, who must act and the evidence', () => {
    const open = condition('agreement', 'OPEN', {
      whoActs: 'Legal office of Graz',
      dueAt: '2026-12-04T12:00:00Z',
      evidence: 'A-2026-00007',
      citation: '60 FR 12771',
    });
    const found = gate(false, condition('consent', 'MET'), open, condition('hold', 'REFUSED'));
    show(<GateChecklist gate={makeFragmentData(found, GateFields)} name="MCF-7" />);
    const list = screen.getByRole('region', { name: 'What must be in order for MCF-7' });
    const [met, waiting, refused] = within(list).getAllByRole('listitem');
    expect(met).toHaveTextContent('Title of consent: In orderSentence of consent.');
    expect(waiting).toHaveTextContent('Title of agreement: OpenSentence of agreement.');
    expect(waiting).toHaveTextContent('Who acts: Legal office of Graz, by 4 Dec 2026');
    expect(waiting).toHaveTextContent('A-2026-00007 · 60 FR 12771');
    expect(refused).toHaveTextContent('Cannot be met');
  });
});

import { expect, it } from 'vitest';

import { inputOf, valuesOf } from '@/features/requests/projects/project-values';
import { answerWord, asAnswer, asYesNo, researchTypeLabel } from '@/features/requests/projects/purpose-words';

it('starts a new project with nothing answered', () => {
  const values = valuesOf(null, 'O1');
  expect(values.organisation).toBe('O1');
  expect(inputOf(values)).toEqual({
    title: '',
    laySummary: '',
    researchTypes: [],
    diseases: [],
    isCommercial: null,
    isGenetic: null,
    countries: [],
    sensitiveTopics: [],
    acceptsPublication: null,
    acceptsReturn: null,
    hasCollaborationLetter: false,
    durationMonths: null,
    ethicsApprovals: [],
  });
});

it('sends answers as given and terms by their ids', () => {
  const values = {
    ...valuesOf(null, 'O1'),
    title: '  Liver ',
    diseases: [{ id: 'D1', code: 'MONDO:1', label: 'liver cancer' }],
    isCommercial: 'no' as const,
    acceptsReturn: 'yes' as const,
    durationMonths: 36,
  };
  expect(inputOf(values)).toMatchObject({
    title: 'Liver',
    diseases: ['D1'],
    isCommercial: false,
    isGenetic: null,
    acceptsReturn: true,
    durationMonths: 36,
  });
});

it('tells no from not answered', () => {
  expect([asYesNo(true), asYesNo(false), asYesNo(null), asYesNo(undefined)]).toEqual(['yes', 'no', '', '']);
  expect([asAnswer('yes'), asAnswer('no'), asAnswer('')]).toEqual([true, false, null]);
  expect([answerWord(true), answerWord(false), answerWord(null)]).toEqual(['Yes', 'No', 'Not answered']);
});

it('names kinds of research, and shows an unknown one as it is', () => {
  expect([researchTypeLabel('methods'), researchTypeLabel('astrology')]).toEqual([
    'Method development',
    'astrology',
  ]);
});

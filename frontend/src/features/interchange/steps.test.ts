import { describe, expect, test } from 'vitest';

import { changedMapping, stepProblems, type ImportValues } from './steps';

const format = {
  key: 'x',
  title: 'X',
  description: '',
  accept: '.csv',
  hasColumns: true,
  columns: [],
  options: [{ key: 'lot', title: 'Lot', description: '', required: true, isLong: false }],
} as unknown as Parameters<typeof stepProblems>[2];
const values: ImportValues = { unit: '', format: '', options: {}, file: null };

describe('stepProblems', () => {
  test('asks in the first step for unit, format and file alone', () => {
    expect(stepProblems('file', values, undefined)).toEqual({
      unit: 'Choose a unit.',
      format: 'Choose a format.',
      file: null,
    });
    expect(stepProblems('file', { ...values, unit: 'u' }, format)).toEqual({
      unit: null,
      format: null,
      file: 'Choose a file.',
    });
  });

  test('asks in the last step for what must be said', () => {
    expect(stepProblems('columns', values, format)).toEqual({});
    expect(stepProblems('options', values, format)).toEqual({ 'options.lot': 'This is needed.' });
    expect(stepProblems('options', { ...values, options: { lot: 'A' } }, format)).toEqual({});
  });
});

test('changedMapping keeps what differs from what was found', () => {
  const columns = [
    { header: 'ID', name: 'key' },
    { header: 'colour', name: '' },
  ];
  expect(changedMapping(columns, { ID: 'key', colour: 'title' })).toEqual({ colour: 'title' });
  expect(changedMapping(columns, { ID: '' })).toEqual({ ID: '' });
});

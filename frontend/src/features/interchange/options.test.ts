import { describe, expect, it } from 'vitest';

import { atTheirOptions, emptyOptions, givenOptions } from './options';

describe('emptyOptions', () => {
  it('has a text for each option', () => {
    expect(emptyOptions([{ key: 'lot' }, { key: 'vials' }])).toEqual({ lot: '', vials: '' });
  });
});

describe('givenOptions', () => {
  it('leaves out what was not answered', () => {
    expect(givenOptions({ lot: ' main ', vials: ' ', stock: '' })).toEqual({ lot: 'main' });
  });
});

describe('atTheirOptions', () => {
  const problem = { code: 'INVALID', message: 'No.', field: 'options', params: {} };

  it('puts a problem at its option’s field, without the option’s name', () => {
    const named = { ...problem, message: 'The option vials: Say a number.', params: { option: 'vials' } };
    expect(atTheirOptions([named])).toEqual([{ ...named, message: 'Say a number.', field: 'options.vials' }]);
  });

  it('leaves the others where they are', () => {
    const others = [problem, { ...problem, field: 'unit', params: { option: 'vials' } }];
    expect(atTheirOptions(others)).toEqual(others);
  });
});

import { describe, expect, it } from 'vitest';

import { endingsOf, fileProblem } from './file-check';

describe('endingsOf', () => {
  it('leaves out media types', () => {
    expect(endingsOf('.csv, .TSV,text/plain')).toEqual(['.csv', '.tsv']);
  });
});

describe('fileProblem', () => {
  const file = (name: string, size = 10) => ({ name, size });

  it('takes a file of the right ending, whatever its case', () => {
    expect(fileProblem(file('List.CSV'), '.csv')).toBeNull();
    expect(fileProblem(file('anything'), '')).toBeNull();
  });

  it('says what is wrong', () => {
    expect(fileProblem(null, '.csv')).toBe('Choose a file.');
    expect(fileProblem(file('a.csv', 0), '.csv')).toBe('The file is empty.');
    expect(fileProblem(file('a.pdf'), '.csv,.tsv')).toBe(
      'This format is read from files that end in .csv and .tsv.',
    );
  });

  it('takes 20 MB and not a byte more', () => {
    expect(fileProblem(file('a.csv', 20 * 1024 * 1024), '.csv')).toBeNull();
    expect(fileProblem(file('a.csv', 20 * 1024 * 1024 + 1), '.csv')).toBe(
      'The file has 21 MB; at most 20 MB can be imported at once. Split it.',
    );
  });
});

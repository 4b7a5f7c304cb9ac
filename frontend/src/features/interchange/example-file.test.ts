import { describe, expect, it } from 'vitest';

import { exampleFileOf } from './example-file';

describe('exampleFileOf', () => {
  it('writes a CSV file and quotes what needs it', () => {
    const columns = [
      { name: 'key', example: 'NVP-001' },
      { name: 'summary', example: 'Rescue, "wild type"' },
    ];
    expect(exampleFileOf({ key: 'table_plasmid', accept: '.csv,.tsv', columns })).toEqual({
      name: 'table_plasmid.csv',
      text: 'key,summary\nNVP-001,"Rescue, ""wild type"""\n',
    });
  });

  it('separates by tabs where a format takes no CSV', () => {
    const columns = [
      { name: 'SAMPLE_ID', example: 'P2_A' },
      { name: 'SAMPLE_CLASS', example: 'FFPE' },
    ];
    expect(exampleFileOf({ key: 'cbioportal_samples', accept: '.txt,.tsv', columns }).text).toBe(
      'SAMPLE_ID\tSAMPLE_CLASS\nP2_A\tFFPE\n',
    );
  });

  it('writes an entry of line types as a flat file', () => {
    const columns = [
      { name: 'ID', example: 'MCF-7' },
      { name: 'CC', example: '' },
      { name: 'AC', example: 'CVCL_0031' },
    ];
    expect(exampleFileOf({ key: 'cellosaurus', accept: '.txt', columns })).toEqual({
      name: 'cellosaurus.txt',
      text: 'ID   MCF-7\nAC   CVCL_0031\n//\n',
    });
  });
});

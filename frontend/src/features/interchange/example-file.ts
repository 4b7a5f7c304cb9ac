interface Column {
  name: string;
  example: string;
}

interface Format {
  key: string;
  accept: string;
  columns: readonly Column[];
}

export interface ExampleFile {
  name: string;
  text: string;
}

const LINE_TYPE = /^[A-Z]{2}$/;

/** Return a small file of a format, made of its columns’ examples, to begin one’s own from. */
export function exampleFileOf({ key, accept, columns }: Format): ExampleFile {
  if (columns.every(({ name }) => LINE_TYPE.test(name))) {
    // A flat file has one line a value, and none for what is not known.
    const lines = columns
      .filter(({ example }) => example !== '')
      .map(({ name, example }) => `${name}   ${example}`);
    return { name: `${key}.txt`, text: [...lines, '//', ''].join('\n') };
  }
  const isCsv = accept.includes('.csv');
  const cell = (text: string) => (isCsv && /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const row = (cells: string[]) => cells.map(cell).join(isCsv ? ',' : '\t');
  return {
    name: `${key}.${isCsv ? 'csv' : 'txt'}`,
    text: [row(columns.map(({ name }) => name)), row(columns.map(({ example }) => example)), ''].join('\n'),
  };
}

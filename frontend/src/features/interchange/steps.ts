import type { ImportFormatFieldsFragment } from '@/graphql/graphql';

import { fileProblem } from './file-check';

export type Step = 'file' | 'columns' | 'options';

export const STEPS: readonly { key: Step; title: string }[] = [
  { key: 'file', title: 'File' },
  { key: 'columns', title: 'Columns' },
  { key: 'options', title: 'Details' },
];

export interface ImportValues extends Record<string, unknown> {
  unit: string;
  format: string;
  options: Record<string, string>;
  file: File | null;
}

/** Return what is missing or cannot be in a step, by field. */
export function stepProblems(
  step: Step,
  values: ImportValues,
  format: ImportFormatFieldsFragment | undefined,
): Record<string, string | null> {
  if (step === 'file') {
    return {
      unit: values.unit === '' ? 'Choose a unit.' : null,
      format: format ? null : 'Choose a format.',
      file: format ? fileProblem(values.file, format.accept) : null,
    };
  }
  const missing =
    format?.options.filter(({ key, required }) => required && !values.options[key]?.trim()) ?? [];
  return step === 'options'
    ? Object.fromEntries(missing.map(({ key }) => [`options.${key}`, 'This is needed.']))
    : {};
}

/** Return what was said of columns that is not what was found. */
export function changedMapping(
  columns: readonly { header: string; name: string }[],
  mapping: Record<string, string>,
): Record<string, string> {
  const found = new Map(columns.map(({ header, name }) => [header, name]));
  return Object.fromEntries(Object.entries(mapping).filter(([header, name]) => found.get(header) !== name));
}

import type { Problem } from '@/lib/outcome';

/** Return an empty answer for each option of a format. */
export function emptyOptions(options: readonly { key: string }[]): Record<string, string> {
  return Object.fromEntries(options.map(({ key }) => [key, '']));
}

/** Return the options that were answered. */
export function givenOptions(options: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options)
      .map(([key, text]) => [key, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  );
}

/** Return the problems with those about one option at the field of that option. */
export function atTheirOptions(problems: readonly Problem[]): Problem[] {
  return problems.map((problem) =>
    problem.field === 'options' && typeof problem.params.option === 'string'
      ? { ...problem, field: `options.${problem.params.option}` }
      : problem,
  );
}

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

/** Return the problems with those about one option at the field of that option, which need not name it again. */
export function atTheirOptions(problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => {
    const { field, message, params } = problem;
    if (field !== 'options' || typeof params.option !== 'string') return problem;
    return {
      ...problem,
      field: `options.${params.option}`,
      message: message.replace(`The option ${params.option}: `, ''),
    };
  });
}

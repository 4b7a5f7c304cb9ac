/** Search parameters as they come from the address, where anything may stand. */
type Given = Record<string, unknown>;

/** Return a search parameter if it is text. */
export function textParam(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Return a search parameter if it is one of some words. */
export function wordParam<Word extends string>(value: unknown, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === value);
}

/** Return a search parameter if it is a plain yes; its absence is no. */
export function flagParam(value: unknown): true | undefined {
  return value === true ? true : undefined;
}

/** Return a search parameter if it is a whole number from 1 to the most that makes sense. */
export function countParam(value: unknown, most: number): number | undefined {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most ? Number(value) : undefined;
}

/** Return where in a list the address points: behind one cursor or before another, never both. */
export function placeParams({ after, before }: Given): {
  after?: string | undefined;
  before?: string | undefined;
} {
  const behind = textParam(after);
  return behind === undefined ? { before: textParam(before) } : { after: behind };
}

/** Return those of a search parameter's entries that are among some words; undefined if none is. */
export function wordsParam<Word extends string>(value: unknown, words: readonly Word[]): Word[] | undefined {
  const given: unknown[] = Array.isArray(value) ? value : [value];
  const known = words.filter((word) => given.includes(word));
  return known.length > 0 ? known : undefined;
}

/** Return the texts among a search parameter's entries, each once and in order; undefined if there is none. */
export function textsParam(value: unknown): string[] | undefined {
  const given: unknown[] = Array.isArray(value) ? value : [value];
  const texts = [...new Set(given.filter((entry) => typeof entry === 'string' && entry !== ''))].sort();
  return texts.length > 0 ? (texts as string[]) : undefined;
}

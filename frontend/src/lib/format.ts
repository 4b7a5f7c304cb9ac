const LANGUAGE = 'en-GB';

/** Return the time zone of this machine, for people whom we do not know. */
export function machineTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Format a moment with its zone: 20 Nov 2026, 14:05 CET. */
export function moment(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat(LANGUAGE, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(new Date(iso));
}

/** Format the day of a moment: 20 Nov 2026. */
export function dayOf(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeZone }).format(new Date(iso));
}

/** Format a calendar day, which has no zone: 2026-11-20 is 20 Nov 2026 everywhere. */
export function day(isoDay: string): string {
  return dayOf(`${isoDay}T00:00:00Z`, 'UTC');
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** Say how far a moment is from now: in 6 days, 2 hours ago, just now. */
export function distance(iso: string, now: number): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const [unit, length] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  if (unit === 'second') return 'just now';
  return new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' }).format(
    Math.trunc(seconds / length),
    unit,
  );
}

/** Format a number with its thousands apart. */
export function number(value: number): string {
  return new Intl.NumberFormat(LANGUAGE).format(value);
}

/** Say how many: 1 vial, 3 vials, none. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** Join words as one does in a sentence: a, b and c. */
export function list(words: readonly string[]): string {
  return new Intl.ListFormat(LANGUAGE, { type: 'conjunction' }).format(words);
}

/** Return the English name of a country's two-letter code. */
export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames(LANGUAGE, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Format a temperature band: −80 to −60 °C. */
export function temperatures(minC: number | null | undefined, maxC: number | null | undefined): string {
  const signed = (value: number) => String(value).replace('-', '−');
  if (minC != null && maxC != null) return `${signed(minC)} to ${signed(maxC)} °C`;
  if (minC != null) return `${signed(minC)} °C or warmer`;
  if (maxC != null) return `${signed(maxC)} °C or colder`;
  return 'No band given';
}

/** Format a file's size: 3.4 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const isSmall = bytes < 1_000_000;
  const value = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 1 }).format(
    bytes / (isSmall ? 1000 : 1_000_000),
  );
  return `${value} ${isSmall ? 'kB' : 'MB'}`;
}

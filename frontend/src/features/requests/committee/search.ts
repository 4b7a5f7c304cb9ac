export interface CommitteeSearch {
  /** The unit whose committee is shown; the first one without. */
  unit?: string;
}

/** Read what the address of the page says. */
export function committeeSearch(raw: Record<string, unknown>): CommitteeSearch {
  return typeof raw.unit === 'string' ? { unit: raw.unit } : {};
}

/** A term as a form holds it. */
export interface TermChoice {
  id: string;
  code: string;
  label: string;
}

/** A term as a search found it. */
export interface FoundTerm extends TermChoice {
  vocabulary: string;
  matchedSynonym?: string | null;
  isObsolete: boolean;
  successors: readonly { code: string; label: string }[];
}

/** Say why a term was found, and what stands for it when it is not used any more. */
export function hintOf({ matchedSynonym, isObsolete, successors }: FoundTerm): string {
  const names = successors.map(({ code, label }) => `${label} (${code})`);
  return [
    matchedSynonym ? `Also called ${matchedSynonym}` : '',
    isObsolete ? 'Not used any more' : '',
    names.length === 1 ? `now ${names[0]}` : names.length > 1 ? `choose ${names.join(' or ')}` : '',
  ]
    .filter(Boolean)
    .join('; ');
}

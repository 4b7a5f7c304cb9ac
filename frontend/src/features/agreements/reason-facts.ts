export interface ReasonFacts {
  /** Document that the rule comes from. */
  citation: string;
  /** The materials it concerns; empty when it concerns all. */
  about: string[];
}

/** Read what a reason for a form says beside its sentence. */
export function reasonFacts(params: string): ReasonFacts {
  const { citation, about } = JSON.parse(params || '{}') as { citation?: unknown; about?: unknown };
  return {
    citation: typeof citation === 'string' ? citation : '',
    about: Array.isArray(about) ? about.filter((each): each is string => typeof each === 'string') : [],
  };
}

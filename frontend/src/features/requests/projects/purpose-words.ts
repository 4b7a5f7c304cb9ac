interface Word {
  value: string;
  label: string;
  description: string;
}

/** Kinds of research, as the consent matcher knows them. */
export const RESEARCH_TYPES: Word[] = [
  { value: 'disease', label: 'Research on a disease', description: 'The diseases are named below.' },
  {
    value: 'health',
    label: 'Health or biomedical research',
    description: 'On health in general, not one disease.',
  },
  { value: 'general', label: 'General research', description: 'On anything, beyond health too.' },
  {
    value: 'methods',
    label: 'Method development',
    description: 'To make or test methods, software or algorithms.',
  },
  { value: 'genetic', label: 'Genetic research', description: 'On genes or genomes.' },
  {
    value: 'population',
    label: 'Population research',
    description: 'On groups of people rather than a disease.',
  },
  { value: 'ancestry', label: 'Ancestry or origins', description: 'On where populations come from.' },
  { value: 'control', label: 'As controls', description: 'To compare with other samples.' },
  { value: 'age', label: 'Age groups', description: 'On differences by age, children among them.' },
  { value: 'gender', label: 'Sex or gender groups', description: 'On differences by sex or gender.' },
  { value: 'drug-development', label: 'Drug development', description: 'To find or test medicines.' },
  { value: 'clinical-care', label: 'Clinical care', description: 'To treat patients, beside research.' },
];

/** What may touch groups of people; any of it has a person decide. */
export const SENSITIVE_TOPICS = [
  'pediatric',
  'vulnerable population',
  'stigmatised condition',
  'sexual health',
  'psychological traits',
  'illegal behaviour',
];

export type YesNo = 'yes' | 'no' | '';

/** Return an answer as the form shows it. */
export function asYesNo(answer: boolean | null | undefined): YesNo {
  return answer == null ? '' : answer ? 'yes' : 'no';
}

/** Return an answer as the API takes it; null is not answered. */
export function asAnswer(choice: YesNo): boolean | null {
  return choice === '' ? null : choice === 'yes';
}

/** Say an answer in a word. */
export function answerWord(answer: boolean | null | undefined): string {
  return answer == null ? 'Not answered' : answer ? 'Yes' : 'No';
}

/** Return the name of a kind of research. */
export function researchTypeLabel(value: string): string {
  return RESEARCH_TYPES.find((type) => type.value === value)?.label ?? value;
}

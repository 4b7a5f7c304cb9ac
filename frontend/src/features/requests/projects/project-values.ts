import { asAnswer, asYesNo, type YesNo } from '@/features/requests/projects/purpose-words';
import type { TermChoice } from '@/features/requests/projects/term-choice';
import type { ProjectFormFieldsFragment } from '@/graphql/graphql';

/** A project as the form holds it; `''` is not answered. */
export interface ProjectValues extends Record<string, unknown> {
  organisation: string;
  title: string;
  laySummary: string;
  researchTypes: string[];
  diseases: TermChoice[];
  isCommercial: YesNo;
  isGenetic: YesNo;
  countries: string[];
  sensitiveTopics: string[];
  acceptsPublication: YesNo;
  acceptsReturn: YesNo;
  hasCollaborationLetter: boolean;
  durationMonths: number | string;
  ethicsApprovals: string[];
}

/** Return the values of a project, or of one that is yet to be described. */
export function valuesOf(project: ProjectFormFieldsFragment | null, organisation: string): ProjectValues {
  return {
    organisation: project?.organisation.id ?? organisation,
    title: project?.title ?? '',
    laySummary: project?.laySummary ?? '',
    researchTypes: [...(project?.researchTypes ?? [])],
    diseases: project?.diseases.map(({ id, code, label }) => ({ id, code, label })) ?? [],
    isCommercial: asYesNo(project?.isCommercial),
    isGenetic: asYesNo(project?.isGenetic),
    countries: [...(project?.countries ?? [])],
    sensitiveTopics: [...(project?.sensitiveTopics ?? [])],
    acceptsPublication: asYesNo(project?.acceptsPublication),
    acceptsReturn: asYesNo(project?.acceptsReturn),
    hasCollaborationLetter: project?.hasCollaborationLetter ?? false,
    durationMonths: project?.durationMonths ?? '',
    ethicsApprovals: project?.ethicsApprovals.map(({ id }) => id) ?? [],
  };
}

/** Return what the API takes, apart from the organisation or the project it is about. */
export function inputOf(values: ProjectValues) {
  return {
    title: values.title.trim(),
    laySummary: values.laySummary.trim(),
    researchTypes: values.researchTypes,
    diseases: values.diseases.map(({ id }) => id),
    isCommercial: asAnswer(values.isCommercial),
    isGenetic: asAnswer(values.isGenetic),
    countries: values.countries,
    sensitiveTopics: values.sensitiveTopics,
    acceptsPublication: asAnswer(values.acceptsPublication),
    acceptsReturn: asAnswer(values.acceptsReturn),
    hasCollaborationLetter: values.hasCollaborationLetter,
    durationMonths: values.durationMonths === '' ? null : Number(values.durationMonths),
    ethicsApprovals: values.ethicsApprovals,
  };
}

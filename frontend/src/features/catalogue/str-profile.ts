/** Write an STR profile, as the API's JSON has it, in one line: Amelogenin X,Y; CSF1PO 10,12. */
export function strSummary(json: string): string {
  const profile: unknown = JSON.parse(json || '{}');
  if (typeof profile !== 'object' || profile === null) return '';
  return Object.entries(profile)
    .map(([marker, alleles]) => `${marker} ${Array.isArray(alleles) ? alleles.join(',') : String(alleles)}`)
    .join('; ');
}

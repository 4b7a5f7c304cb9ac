/** Join what there is of several texts. */
export function joined(texts: readonly (string | null | undefined)[], by: string): string {
  return texts.filter(Boolean).join(by);
}

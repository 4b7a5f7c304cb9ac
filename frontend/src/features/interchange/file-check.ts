import { fileSize, list } from '@/lib/format';
import { UPLOAD_LIMIT_BYTES } from '@/lib/upload';

/** Return the endings that a format takes: `.csv,.TSV` is .csv and .tsv. */
export function endingsOf(accept: string): string[] {
  return accept
    .split(',')
    .map((ending) => ending.trim().toLowerCase())
    .filter((ending) => ending.startsWith('.'));
}

/** Return why a file cannot be sent for a format, or null. */
export function fileProblem(file: { name: string; size: number } | null, accept: string): string | null {
  if (!file) return 'Choose a file.';
  if (file.size === 0) return 'The file is empty.';
  if (file.size > UPLOAD_LIMIT_BYTES) {
    return `The file has ${fileSize(file.size)}; at most 20 MB can be imported at once. Split it.`;
  }
  const endings = endingsOf(accept);
  if (endings.length > 0 && !endings.some((ending) => file.name.toLowerCase().endsWith(ending))) {
    return `This format is read from files that end in ${list(endings)}.`;
  }
  return null;
}

import { csrfTokenNow } from '@/lib/http';
import type { Outcome, Problem } from '@/lib/outcome';

/** Where files to import go. */
const IMPORTS = '/uploads';
export const UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024;

export interface Stored {
  id: string;
  sha256: string;
  sizeBytes: number;
}

const problem = (message: string, code = 'REFUSED'): Outcome<never> => {
  const found: Problem = { code, message, field: 'file', params: {} };
  return { ok: false, problems: [found] };
};

/** Send a file to an address and tell, from 0 to 1, how much of it has arrived. */
export function upload(
  file: File,
  onProgress: (share: number) => void,
  address = IMPORTS,
): Promise<Outcome<Stored>> {
  return new Promise((resolve) => {
    // fetch does not tell how far it is.
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    // Headers hold ASCII only.
    request.setRequestHeader('X-Filename', encodeURIComponent(file.name));
    request.setRequestHeader('X-CSRFToken', csrfTokenNow());
    request.upload.onprogress = ({ loaded, total }) => {
      onProgress(total === 0 ? 0 : loaded / total);
    };
    request.onload = () => {
      resolve(answerOf(request.status, request.responseText));
    };
    request.onerror = () => {
      resolve(problem('The file did not arrive. Check your connection and try again.', 'NETWORK'));
    };
    request.send(file);
  });
}

/** Return what the server's answer says. */
export function answerOf(status: number, text: string): Outcome<Stored> {
  const body = parsed(text);
  if (status === 201) return { ok: true, value: body as Stored };
  const { code, message } = body as { code?: string; message?: string };
  if (message) return problem(message, code);
  // A proxy before the server may refuse a large body in words of its own.
  if (status === 413) return problem('The file is too large for the server.');
  return problem('The server did not take the file. Try again in a moment.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return {};
  }
}

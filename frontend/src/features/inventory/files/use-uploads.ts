import { useRef, useState } from 'react';

import { announce } from '@/lib/announcements';
import { fileSize } from '@/lib/format';
import { upload, UPLOAD_LIMIT_BYTES } from '@/lib/upload';

export interface Sending {
  key: number;
  name: string;
  /** How much of it has arrived, from 0 to 1. */
  share: number;
  /** Why it was not taken. */
  problem: string | null;
}

export interface Uploads {
  sendings: readonly Sending[];
  /** Send files one after another to an address. */
  send: (files: readonly File[], address: string) => Promise<void>;
}

/** Return why a file need not even be sent, or null. */
export function sizeProblem({ size }: { size: number }): string | null {
  if (size === 0) return 'The file is empty.';
  return size > UPLOAD_LIMIT_BYTES ? `The file has ${fileSize(size)}; it may have 20 MB.` : null;
}

/** Keep what is being sent and what was refused; what was refused is forgotten when something else is sent. */
export function useUploads(onStored: () => void): Uploads {
  const [sendings, setSendings] = useState<readonly Sending[]>([]);
  const last = useRef(0);

  const change = (key: number, to: Partial<Sending>) => {
    setSendings((all) => all.map((each) => (each.key === key ? { ...each, ...to } : each)));
  };

  const sendOne = async (file: File, key: number, address: string) => {
    const problem = sizeProblem(file) ?? (await problemOf(file, key, address));
    if (problem === null) {
      setSendings((all) => all.filter((each) => each.key !== key));
      announce(`${file.name} was stored.`);
      onStored();
    } else {
      change(key, { problem });
      announce(`${file.name} was not stored. ${problem}`);
    }
  };

  const problemOf = async (file: File, key: number, address: string): Promise<string | null> => {
    const onProgress = (share: number) => {
      change(key, { share });
    };
    const outcome = await upload(file, onProgress, address);
    return outcome.ok ? null : (outcome.problems[0]?.message ?? 'The file was not taken.');
  };

  const send = async (files: readonly File[], address: string) => {
    const added = files.map((file) => {
      last.current += 1;
      return { file, key: last.current };
    });
    setSendings((all) => [
      ...all.filter(({ problem }) => problem === null),
      ...added.map(({ file, key }) => ({ key, name: file.name, share: 0, problem: null })),
    ]);
    for (const { file, key } of added) await sendOne(file, key, address);
  };

  return { sendings, send };
}

import { sha256 } from 'ethers';
import { useState } from 'react';
import { address, get, raw } from '../../api/client';
import { type Check, digestCheck, type Examination, keyOf, type Named } from './checks';

/** Evidence has at most so many bytes, here as at the proxies. */
export const MOST_BYTES = 1_048_576;

/** What came of examining one piece of evidence. */
export interface Examined {
  examination: Examination;
  /** What the page compared by itself. */
  own: Check | undefined;
}

/** The examination of the evidence that the ledger names. */
export interface Examining {
  busy: boolean;
  failure: unknown;
  result: Examined | undefined;
  fetch: () => Promise<void>;
  take: (file: File) => Promise<void>;
}

/** A file that can be no evidence. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';

  constructor(readonly bytes: number) {
    super(`expected at most ${MOST_BYTES} bytes, actual ${bytes}`);
  }
}

interface State {
  key?: string | undefined;
  busy: boolean;
  failure?: unknown;
  result?: Examined;
}

/** Gets evidence from the own proxy or a file, and has it examined. What was found belongs to one entry only. */
export function useExamination(transaction: string, named: Named | undefined): Examining {
  const [kept, setState] = useState<State>({ busy: false });
  const state = named && kept.key === keyOf(named) ? kept : { busy: false };
  const run = async (bytes: () => Promise<Uint8Array<ArrayBuffer>>) => {
    if (!named) return;
    const key = keyOf(named);
    setState({ key, busy: true });
    try {
      const evidence = await bytes();
      setState({ key, busy: false, result: await examine(transaction, named, evidence) });
    } catch (failure) {
      setState({ key, busy: false, failure });
    }
  };
  return {
    busy: state.busy,
    failure: state.failure,
    result: state.result,
    fetch: () => run(() => held(transaction, named?.digest ?? '')),
    take: file => run(() => bytesOf(file)),
  };
}

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > MOST_BYTES) throw new TooLarge(file.size);
  return new Uint8Array(await file.arrayBuffer());
}

async function held(transaction: string, digest: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await get<{ text: string }>(`/v1/transactions/${transaction}/evidence/${digest}`);
  return new TextEncoder().encode(answer.text);
}

async function examine(
  transaction: string,
  named: Named,
  evidence: Uint8Array<ArrayBuffer>,
): Promise<Examined> {
  const response = await raw(
    address('/v1/evidence/verify', {
      transaction,
      step: named.step,
      digest: named.digest,
      about: named.about,
    }),
    { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: evidence },
  );
  return {
    examination: (await response.json()) as Examination,
    own: digestCheck(named.digest, sha256(evidence)),
  };
}

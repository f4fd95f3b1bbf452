import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { sha256, toUtf8Bytes } from 'ethers';
import { address, raw } from '../../api/client';
import { block } from '../../chain/reads';
import { useReading } from '../../chain/useRpc';
import { blockRange } from './blocks';
import type { Period } from './period';
import type { Report } from './types';

/** A report with the exact text that it came in, and what this page found out by itself. */
export interface Read {
  report: Report;
  /** As the server sent it: what is offered as a file. */
  text: string;
  /** SHA-256 of that text. */
  digest: string;
  /** Seconds of this computer's clock. */
  made: number;
}

/** The report of a period; made anew only when it is asked for. */
export function useReport(period: Period | undefined): UseQueryResult<Read> {
  return useQuery<Read>({
    queryKey: ['report', period?.from, period?.to],
    enabled: period !== undefined,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const response = await raw(address('/v1/audit/report', { from: period?.from, to: period?.to }), {
        headers: { accept: 'application/json' },
        signal,
      });
      const text = await response.text();
      return {
        report: JSON.parse(text) as Report,
        text,
        digest: sha256(toUtf8Bytes(text)),
        made: Math.floor(Date.now() / 1_000),
      };
    },
  });
}

/** First and last block of a period, read from the chain and not from the report; null where there is none. */
export function useBlockRange(
  period: Period | undefined,
): UseQueryResult<{ first: number; last: number } | null> {
  const { rpc, source } = useReading();
  return useQuery({
    queryKey: ['block-range', source, period?.from, period?.to],
    enabled: period !== undefined,
    staleTime: Infinity,
    retry: 1,
    queryFn: async () => {
      if (!period) return null;
      const head = await block(rpc, 'latest');
      return blockRange(async number => (await block(rpc, number)).time, head, period.from, period.to);
    },
  });
}

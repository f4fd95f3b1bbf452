import { useNetwork, useOne } from '../../api/hooks';
import type { RecordDetail, TransactionDetail } from '../../api/types';
import { useChain } from '../../chain/useRpc';
import type { EvidenceSubject } from '../commands';
import type { Named } from './checks';
import { readStepSide } from './stepSide';

/** What the registry knows of the step's side, for the commands that repeat the examination. */
export function useSubject(transaction: TransactionDetail, named: Named | undefined): EvidenceSubject {
  const step = transaction.steps.find(each => each.index === named?.step);
  const { data } = useOne<RecordDetail>(
    `/v1/records/subchains/${step?.subchain}`,
    {},
    { enabled: Boolean(step?.subchain) },
  );
  const { data: network } = useNetwork();
  const { data: side } = useChain(
    ['step side', step?.pipeline.number, step?.side],
    rpc => readStepSide(rpc, step?.pipeline.number ?? 0, step?.side ?? ''),
    { enabled: step !== undefined },
  );
  const record = data?.record;
  const anchors = record?.trustAnchors as Record<string, unknown> | undefined;
  const depth = Number(anchors?.confirmations ?? 0);
  return {
    transaction: transaction.id,
    step: named?.step,
    digest: named?.digest,
    about: named?.about,
    subchain: record?.label,
    chainId: digits(record?.chainId),
    validators: texts(anchors?.validators),
    node: texts(anchors?.rpcUrls)?.[0],
    confirmations: Number.isInteger(depth) ? depth : undefined,
    contract: side?.contract,
    service: side?.service,
    write: step?.write,
    proxied: Boolean(network?.proxy),
  };
}

/** A whole number, which is told as a text where a page would round it. */
function digits(value: unknown): number | string | undefined {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)) ? value : undefined;
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every(each => typeof each === 'string')
    ? value
    : undefined;
}

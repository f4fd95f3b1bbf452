import { useNetwork, useOne } from '../../api/hooks';
import type { RecordDetail, TransactionDetail } from '../../api/types';
import type { EvidenceSubject } from '../commands';
import type { Named } from './checks';

/** What the registry knows of the step's subchain, for the commands that repeat the examination. */
export function useSubject(transaction: TransactionDetail, named: Named | undefined): EvidenceSubject {
  const step = transaction.steps.find(each => each.index === named?.step);
  const { data } = useOne<RecordDetail>(
    `/v1/records/subchains/${step?.subchain}`,
    {},
    { enabled: Boolean(step?.subchain) },
  );
  const { data: network } = useNetwork();
  const record = data?.record;
  const anchors = record?.trustAnchors as { validators?: unknown; rpcUrls?: unknown } | undefined;
  return {
    transaction: transaction.id,
    step: named?.step,
    digest: named?.digest,
    subchain: record?.label,
    chainId: typeof record?.chainId === 'number' ? record.chainId : undefined,
    validators: texts(anchors?.validators),
    node: texts(anchors?.rpcUrls)?.[0],
    service: network?.proxy?.service,
  };
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every(each => typeof each === 'string')
    ? value
    : undefined;
}

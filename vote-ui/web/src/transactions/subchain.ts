import { keccak256 } from 'ethers';

/** What the evidence of a step says of the business chain itself. */
export interface OnSubchain {
  readonly kind: string;
  readonly chainId?: number | undefined;
  readonly blockNumber?: number | undefined;
  readonly blockHash?: string | undefined;
  readonly transactionHash?: string | undefined;
  /** Why the contract refused, where it did. */
  readonly reason?: string | undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Reads evidence as the EVM adapter writes it; undefined where it is of another form. */
export function onSubchain(evidence: string): OnSubchain | undefined {
  let json: unknown;
  try {
    json = JSON.parse(evidence);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  const fields = json as Record<string, unknown>;
  const kind = text(fields.kind);
  if (kind === undefined) return undefined;
  const raw = text(fields.transaction);
  const signed = raw !== undefined && /^0x([0-9a-f]{2})+$/i.test(raw) && raw.length > 66;
  return {
    kind,
    chainId: number(fields.chainId),
    blockNumber: number(fields.blockNumber),
    blockHash: text(fields.blockHash),
    transactionHash: signed ? keccak256(raw) : raw,
    reason: text(fields.reason),
  };
}

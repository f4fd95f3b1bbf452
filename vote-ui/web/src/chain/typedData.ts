import { hexlify, randomBytes, TypedDataEncoder } from 'ethers';
import type { TypedData } from '../identity/signer';
import { ADDRESSES } from './contracts';

/** What an account says to the console without a transaction. */
export interface Statement {
  /** Origin of the page that it is signed on: said to this console, and to no other. */
  console: string;
  action: 'acknowledge-alert' | 'retry-escalation' | 'agree-escalation' | 'upload-document';
  subject: string;
  text: string;
  issuedAt: number;
  nonce: string;
}

/** A statement with the account that signed it: the body of a request. */
export interface SignedStatement extends Statement {
  account: string;
  signature: string;
}

export function statementData(chainId: number, statement: Statement): TypedData {
  return {
    domain: { name: 'Govchain Console', version: '1', chainId },
    primaryType: 'Statement',
    types: {
      Statement: [
        { name: 'console', type: 'string' },
        { name: 'action', type: 'string' },
        { name: 'subject', type: 'string' },
        { name: 'text', type: 'string' },
        { name: 'issuedAt', type: 'uint256' },
        { name: 'nonce', type: 'bytes32' },
      ],
    },
    message: { ...statement },
  };
}

/** A number that was never used: a statement counts once. */
export const freshNonce = (): string => hexlify(randomBytes(32));

export interface Ballot {
  proposalId: string;
  support: number;
  voter: string;
  nonce: bigint;
  /** For everybody to read; empty for none. */
  reason: string;
}

const BALLOT = [
  { name: 'proposalId', type: 'uint256' },
  { name: 'support', type: 'uint8' },
  { name: 'voter', type: 'address' },
  { name: 'nonce', type: 'uint256' },
];
const WITH_REASON = [...BALLOT, { name: 'reason', type: 'string' }, { name: 'params', type: 'bytes' }];

/** A vote to be handed in by anybody: OpenZeppelin Governor's ballot, with a reason its extended one, so that nobody can change or drop it. */
export function ballotData(chainId: number, { reason, nonce, ...ballot }: Ballot): TypedData {
  const domain = {
    name: 'Govchain WorkOrders',
    version: '1',
    chainId,
    verifyingContract: ADDRESSES.WorkOrders,
  };
  const message = { ...ballot, nonce: nonce.toString() };
  if (!reason) return { domain, primaryType: 'Ballot', types: { Ballot: BALLOT }, message };
  const types = { ExtendedBallot: WITH_REASON };
  return { domain, primaryType: 'ExtendedBallot', types, message: { ...message, reason, params: '0x' } };
}

export function accountConsentData(
  chainId: number,
  account: string,
  institution: string,
  role: number,
): TypedData {
  return {
    domain: { name: 'Govchain Accounts', version: '1', chainId, verifyingContract: ADDRESSES.Accounts },
    primaryType: 'AccountConsent',
    types: {
      AccountConsent: [
        { name: 'account', type: 'address' },
        { name: 'institution', type: 'bytes32' },
        { name: 'role', type: 'uint8' },
      ],
    },
    message: { account, institution, role },
  };
}

/** The 32 bytes that are signed. */
export function digestOf({ domain, types, message }: TypedData): string {
  return TypedDataEncoder.hash(domain, types, message);
}

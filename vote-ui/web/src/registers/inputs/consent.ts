import type { Wallet } from 'ethers';
import { getAddress, SigningKey, TypedDataEncoder, verifyTypedData } from 'ethers';
import { ADDRESSES } from '../../chain/contracts';
import type { Rpc } from '../../chain/rpc';
import { word } from '../../chain/words/constants';
import { Names } from '../../chain/words/names';
import { sentence, type Sentence } from '../../chain/words/sentence';
import type { TypedData } from '../../identity/signer';
import type { ConsentValue, NodeConsentValue } from '../actions/membership';
import { ordinal } from '../terms';

/** What an account agrees to: to belong to an institution in a role, or to take over from another account. */
export type Agreement =
  | { readonly to: 'belong'; readonly institution: string; readonly role: string }
  | { readonly to: 'succeed'; readonly account: string };

/** What the account signs (EIP-712), as the contract `Accounts` checks it. */
export function agreementData(chainId: number, account: string, agreement: Agreement): TypedData {
  const domain = { name: 'Govchain Accounts', version: '1', chainId, verifyingContract: ADDRESSES.Accounts };
  if (agreement.to === 'succeed') {
    return {
      domain,
      primaryType: 'AccountRotation',
      types: {
        AccountRotation: [
          { name: 'account', type: 'address' },
          { name: 'successor', type: 'address' },
        ],
      },
      message: { account: agreement.account, successor: account },
    };
  }
  return {
    domain,
    primaryType: 'AccountConsent',
    types: {
      AccountConsent: [
        { name: 'account', type: 'address' },
        { name: 'institution', type: 'bytes32' },
        { name: 'role', type: 'uint8' },
      ],
    },
    message: { account, institution: agreement.institution, role: ordinal('Role', agreement.role) },
  };
}

/** The same in words, with names as the chain has them. */
export async function agreementWords(rpc: Rpc, agreement: Agreement): Promise<Sentence> {
  const names = new Names(rpc);
  if (agreement.to === 'succeed') {
    const former = await names.of('account', agreement.account);
    return sentence(`Agree to take over from ${former.en}`, `同意接替${former.zh}`);
  }
  const institution = await names.of('institution', agreement.institution);
  const role = word(agreement.role, agreement.role, 'Role');
  return sentence(
    `Agree that your account belongs to institution ${institution.en} as its ${role.en}`,
    `同意您的账户归属于机构${institution.zh}，担任${role.zh}`,
  );
}

/** The consent with the public key that the signature itself tells, so that a wallet can consent, too. */
export function consentOf(data: TypedData, account: string, signature: string): ConsentValue {
  const digest = TypedDataEncoder.hash(data.domain, data.types, data.message);
  const publicKey = `0x${SigningKey.recoverPublicKey(digest, signature).slice(4)}`;
  return { account: getAddress(account).toLowerCase(), publicKey, consent: signature };
}

/** Whether the consent is the account's, for exactly this agreement. */
export function isConsent(chainId: number, value: ConsentValue, agreement: Agreement): boolean {
  try {
    const { domain, types, message } = agreementData(chainId, value.account, agreement);
    return (
      verifyTypedData(domain, types, message, value.consent).toLowerCase() === value.account.toLowerCase()
    );
  } catch {
    return false;
  }
}

/** Signs with a key in this page. */
export async function signWith(wallet: Wallet, chainId: number, agreement: Agreement): Promise<ConsentValue> {
  const data = agreementData(chainId, wallet.address, agreement);
  const signature = await wallet.signTypedData(data.domain, data.types, data.message);
  return consentOf(data, wallet.address, signature);
}

/** A consent that was made elsewhere; undefined where the text is none. */
export function parseConsent(text: string): ConsentValue | undefined {
  const json = parse(text);
  const { account, publicKey, consent } = json ?? {};
  const whole = [account, publicKey, consent].every(
    part => typeof part === 'string' && /^0x[0-9a-fA-F]+$/.test(part),
  );
  return whole ? ({ account, publicKey, consent } as ConsentValue) : undefined;
}

/** What `govchain node consent --json` printed; undefined where the text is something else. */
export function parseNodeConsent(text: string): NodeConsentValue | undefined {
  const json = parse(text);
  const { chainId, institution, publicKey, proof } = json ?? {};
  const whole =
    Number.isInteger(chainId) &&
    typeof institution === 'string' &&
    /^0x[0-9a-fA-F]{128}$/.test(String(publicKey)) &&
    /^0x[0-9a-fA-F]{130}$/.test(String(proof));
  return whole ? ({ chainId, institution, publicKey, proof } as NodeConsentValue) : undefined;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const json = JSON.parse(text) as unknown;
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Shortest password of a key made here. */
export const SHORTEST_PASSWORD = 12;

import { getAddress, isHexString } from 'ethers';
import { MOST_CONFIRMATIONS, type AnchorsValue } from '../../chain/anchors';
import { differentNodes } from '../../chain/nodeName';
import type { RecordKind, RegisterRecord } from '../kinds';
import type { TermSet } from '../terms';

/** What a form collects; each field knows what it takes. */
export type Values = Readonly<Record<string, unknown>>;

/** What can be asked for. */
export type FieldType =
  | { readonly is: 'code' }
  | { readonly is: 'text'; readonly max: number; readonly lines?: number }
  | { readonly is: 'number'; readonly min: number; readonly max: number; readonly unit?: string }
  /** A whole number beyond what a number of the page holds exactly: its decimal digits, of so many bits. */
  | { readonly is: 'digits'; readonly bits: number }
  | { readonly is: 'time'; readonly withinDays?: number }
  | { readonly is: 'word'; readonly of: TermSet; readonly among: readonly string[] }
  | {
      readonly is: 'record';
      readonly kind: RecordKind;
      /** What belongs to the own institution, the institutions that one acts for, or everything in force. */
      readonly from: 'own' | 'self' | 'active';
      readonly among?: (record: RegisterRecord, own: string) => boolean;
    }
  | { readonly is: 'address' }
  | { readonly is: 'endpoint' }
  | { readonly is: 'nodeEndpoint' }
  | { readonly is: 'fingerprint' }
  | { readonly is: 'digest' }
  | { readonly is: 'publicKey' }
  | { readonly is: 'functions' }
  | { readonly is: 'anchors' }
  | { readonly is: 'bytes' }
  | { readonly is: 'consent'; readonly rotation?: boolean }
  | { readonly is: 'nodeConsent' }
  | { readonly is: 'possession' }
  | { readonly is: 'waitingKey' };

/** One question of a form. Its text is `field.<name>`, its help `help.<name>` where there is one. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly optional?: boolean;
  /** Asked only while this holds of what was given so far. */
  readonly when?: (values: Values) => boolean;
}

/** What is wrong with a value; texts are `wrong.<problem>`. */
export type Problem =
  | 'missing'
  | 'code'
  | 'long'
  | 'number'
  | 'range'
  | 'past'
  | 'far'
  | 'address'
  | 'endpoint'
  | 'nodeEndpoint'
  | 'digest'
  | 'publicKey'
  | 'functions'
  | 'functionSignature'
  | 'functionTwice'
  | 'compensator'
  | 'anchors'
  | 'agreement'
  | 'nodeTwice'
  | 'confirmations'
  | 'bytes'
  | 'consent';

const CODE = /^[a-z0-9][a-z0-9-]{0,31}$/;
const WORD = /^0x[0-9a-fA-F]{64}$/;
const ZERO = /^0x0+$/;
const NODE_ENDPOINT = /^(\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}$/;
const SIGNATURE = /^[A-Za-z_$][\w$]*\([^()]*(\([^()]*\)[^()]*)*\)(\(.*\))?$/;

/** A function of a business contract as the form holds it. */
export interface FunctionRow {
  readonly signature: string;
  readonly kind: string;
  /** Signature of the function that undoes this one; empty for none. */
  readonly compensator: string;
}

const utf8 = (text: string) => new TextEncoder().encode(text).length;

/** Whether the text is an address, in any case or with a good checksum. */
export function isAddress(text: string): boolean {
  try {
    getAddress(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the text is a well-formed code. */
export const isCode = (text: string): boolean => CODE.test(text);

/** Whether the text is 32 bytes that are not all zero. */
export const isDigest = (text: string): boolean => WORD.test(text) && !ZERO.test(text);

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function checkEndpoint(text: string): Problem | undefined {
  if (utf8(text) > 255) return 'long';
  try {
    const url = new URL(text);
    const bare = url.pathname === '/' && url.search === '' && url.username === '';
    return text.startsWith('https://') && url.hostname !== '' && bare ? undefined : 'endpoint';
  } catch {
    return 'endpoint';
  }
}

function checkFunctions(rows: readonly FunctionRow[]): Problem | undefined {
  const signatures = rows.map(row => row.signature.trim());
  if (rows.length === 0 || rows.length > 32) return 'functions';
  if (signatures.some(signature => !SIGNATURE.test(signature) || utf8(signature) > 512))
    return 'functionSignature';
  if (new Set(signatures).size !== signatures.length) return 'functionTwice';
  const writes = rows.filter(row => row.kind === 'WRITE').map(row => row.signature.trim());
  const undone = rows.filter(row => row.compensator !== '');
  return undone.every(row => writes.includes(row.compensator)) ? undefined : 'compensator';
}

function checkAnchors(value: AnchorsValue): Problem | undefined {
  if (value.rule === 'NODE_AGREEMENT') {
    if (value.nodes.length === 0 || value.nodes.some(url => !/^https?:\/\/\S+$/.test(url))) return 'anchors';
    const { agreement, confirmations = 0 } = value;
    if (differentNodes(value.nodes).length < value.nodes.length) return 'nodeTwice';
    if (agreement < 1 || agreement > value.nodes.length) return 'agreement';
    const bounded = confirmations >= 0 && confirmations <= MOST_CONFIRMATIONS;
    return bounded && Number.isInteger(confirmations) ? undefined : 'confirmations';
  }
  if (value.validators.length === 0 || value.validators.some(address => !isAddress(address)))
    return 'anchors';
  const contract = value.contract;
  if (contract === undefined) return undefined;
  const named =
    isAddress(contract.address) &&
    WORD.test(contract.slot) &&
    (contract.codeHash === '' || WORD.test(contract.codeHash)) &&
    (contract.implementation === '' || isAddress(contract.implementation));
  return named ? undefined : 'anchors';
}

function checkTime(seconds: number, now: number, withinDays: number | undefined): Problem | undefined {
  if (!Number.isInteger(seconds) || seconds <= now) return 'past';
  return withinDays !== undefined && seconds > now + withinDays * 86_400 ? 'far' : undefined;
}

function checkGiven(type: FieldType, value: unknown, now: number): Problem | undefined {
  switch (type.is) {
    case 'code':
      return isCode(String(value)) ? undefined : 'code';
    case 'text':
      return utf8(String(value)) > type.max ? 'long' : undefined;
    case 'number':
      if (!Number.isInteger(value)) return 'number';
      return (value as number) < type.min || (value as number) > type.max ? 'range' : undefined;
    case 'digits':
      if (!/^\d{1,78}$/.test(String(value))) return 'number';
      return BigInt(String(value)) >> BigInt(type.bits) > 0n ? 'range' : undefined;
    case 'time':
      return checkTime(value as number, now, type.withinDays);
    case 'word':
      return type.among.includes(String(value)) ? undefined : 'missing';
    case 'record':
      return isHexString(value) ? undefined : 'missing';
    case 'address':
      return isAddress(String(value)) ? undefined : 'address';
    case 'endpoint':
      return checkEndpoint(String(value));
    case 'nodeEndpoint':
      return NODE_ENDPOINT.test(String(value)) ? undefined : 'nodeEndpoint';
    case 'fingerprint':
    case 'digest':
      return isDigest(String(value)) ? undefined : 'digest';
    case 'publicKey':
      return /^0x(04)?[0-9a-fA-F]{128}$/.test(String(value)) ? undefined : 'publicKey';
    case 'functions':
      return checkFunctions(value as FunctionRow[]);
    case 'anchors':
      return checkAnchors(value as AnchorsValue);
    case 'bytes':
      return /^0x([0-9a-fA-F]{2})+$/.test(String(value)) ? undefined : 'bytes';
    case 'consent':
    case 'nodeConsent':
    case 'possession':
    case 'waitingKey':
      return typeof value === 'object' ? undefined : 'consent';
  }
}

/**
 * What is wrong with a value; undefined for nothing. The contracts check the same once more.
 *
 * @param now seconds of the chain's clock
 */
export function check(field: Field, value: unknown, now: number): Problem | undefined {
  const trimmed = typeof value === 'string' ? value.trim() : value;
  if (isEmpty(trimmed)) return field.optional ? undefined : 'missing';
  return checkGiven(field.type, trimmed, now);
}

/** The problems of a whole form by field; none when it can be sent. */
export function checkAll(fields: readonly Field[], values: Values, now: number): Record<string, Problem> {
  const problems: Record<string, Problem> = {};
  for (const field of fields) {
    if (field.when !== undefined && !field.when(values)) continue;
    const problem = check(field, values[field.name], now);
    if (problem !== undefined) problems[field.name] = problem;
  }
  return problems;
}

/** The public key without the byte that says it is uncompressed: X and Y. */
export function bareKey(publicKey: string): string {
  return publicKey.length === 132 ? `0x${publicKey.slice(4)}` : publicKey;
}

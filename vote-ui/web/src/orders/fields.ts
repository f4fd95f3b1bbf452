import { isAddress } from 'ethers';
import type { RecordKind } from '../api/types';
import { ADDRESSES, interfaceOf, type ContractName } from '../chain/contracts';
import type { FieldKey, HintKey } from './formTexts';

/** A value of a form: text as typed, a choice, functions of a contract. */
export type FieldValue = string | boolean | FunctionChoice | undefined;
export interface FunctionChoice {
  contract: ContractName;
  functions: string[];
}
export type Values = Record<string, FieldValue>;

/** What a form asks for one change. Its values, in this order, are the function's arguments. */
export type Field = { name: FieldKey } & (
  | { type: 'record'; of: RecordKind | 'escalated'; statuses?: readonly string[] }
  | { type: 'choice'; constants: readonly string[]; first: number }
  | { type: 'number'; least: number; most: number }
  | { type: 'span'; least: number; most: number }
  | { type: 'text'; longest: number }
  | { type: 'yesNo' }
  | { type: 'digest' }
  | { type: 'address' }
  | { type: 'data' }
  | { type: 'role' }
  | { type: 'functions'; several: boolean }
);

/** Why a value cannot be taken, as a key of the hints; undefined when it can. */
export function problemOf(field: Field, value: FieldValue): HintKey | undefined {
  if (field.type === 'yesNo') return undefined;
  if (field.type === 'functions') {
    return (value as FunctionChoice | undefined)?.functions.length ? undefined : 'hint.functions';
  }
  const text = typeof value === 'string' ? value.trim() : '';
  if (field.type === 'data')
    return text === '' || /^0x([0-9a-fA-F]{2})*$/.test(text) ? undefined : 'hint.data';
  if (text === '') return 'hint.missing';
  switch (field.type) {
    case 'record':
      return field.of === 'governance-contracts' || idFits(field.of, text) ? undefined : 'hint.record';
    case 'number':
    case 'span':
      return /^\d+$/.test(text) && Number(text) >= field.least && Number(text) <= field.most
        ? undefined
        : 'hint.range';
    case 'text':
      return new TextEncoder().encode(text).length <= field.longest ? undefined : 'hint.long';
    case 'digest':
      return /^0x[0-9a-fA-F]{64}$/.test(text) ? undefined : 'hint.digest';
    case 'address':
      return isAddress(text) ? undefined : 'hint.address';
    case 'choice':
      return field.constants.includes(text) ? undefined : 'hint.missing';
    case 'role':
      return text in ROLE_IDS ? undefined : 'hint.missing';
  }
}

const idFits = (kind: string, text: string): boolean =>
  kind === 'accounts' ? isAddress(text) : /^0x[0-9a-fA-F]{64}$/.test(text);

/** Ids of the access manager's roles. */
export const ROLE_IDS: Readonly<Record<string, bigint>> = {
  NONE: 0n,
  GOVERNOR: 1n,
  OPERATOR: 2n,
  CROSS_CHAIN: 3n,
  AUDITOR: 4n,
  MEMBER: 5n,
  ACCOUNT: 6n,
  PUBLIC: 2n ** 64n - 1n,
};

/** The arguments that a good value stands for: one, or target and functions. */
export function argumentsOf(field: Field, value: FieldValue): unknown[] {
  if (field.type === 'yesNo') return [value === true];
  if (field.type === 'functions') {
    const { contract, functions } = value as FunctionChoice;
    const selectors = functions.map(each => selectorOf(contract, each));
    return [ADDRESSES[contract], field.several ? selectors : selectors[0]];
  }
  const text = (value as string | undefined)?.trim() ?? '';
  switch (field.type) {
    case 'choice':
      return [field.first + field.constants.indexOf(text)];
    case 'role':
      return [ROLE_IDS[text]];
    case 'number':
    case 'span':
      return [BigInt(text)];
    case 'data':
      return [text || '0x'];
    case 'record':
    case 'text':
    case 'digest':
    case 'address':
      return [text];
  }
}

export function selectorOf(contract: ContractName, signature: string): string {
  const fragment = interfaceOf(contract).getFunction(signature);
  if (!fragment) throw new Error(`${contract}: there is no function ${signature}`);
  return fragment.selector;
}

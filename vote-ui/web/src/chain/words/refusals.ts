import { BUSINESS } from './refusals/business';
import { MACHINERY } from './refusals/machinery';
import { MEMBERS } from './refusals/members';
import { REGISTRIES } from './refusals/registries';
import { TOGETHER } from './refusals/together';
import { VOTING } from './refusals/voting';
import type { Sentence } from './sentence';

/**
 * Why a contract refuses, and what to do about it: every custom error of the governance contracts. A name in braces is a value
 * of the error.
 */
export const REFUSALS: Readonly<Record<string, Sentence>> = {
  ...VOTING,
  ...MEMBERS,
  ...REGISTRIES,
  ...BUSINESS,
  ...TOGETHER,
  ...MACHINERY,
};

/** The sentence for a custom error; undefined where none is. */
export function refusalWords(error: string, values: Record<string, unknown>): Sentence | undefined {
  const template = REFUSALS[error];
  if (!template) return undefined;
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  return { en: fill(template.en), zh: fill(template.zh) };
}

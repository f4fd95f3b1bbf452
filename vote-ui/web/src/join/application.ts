import { isCode, isDigest } from '../registers/actions/fields';

/** What an institution says of itself when it applies; goes on the chain as JSON. */
export const ATTRIBUTES = ['registrationNumber', 'address', 'business', 'person', 'email'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** The form of an application as far as it is filled in. */
export interface ApplicationDraft {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly documentDigest: string;
  readonly attributes: Readonly<Partial<Record<Attribute, string>>>;
}

export const EMPTY: ApplicationDraft = {
  code: '',
  name: '',
  category: '',
  documentDigest: '',
  attributes: {},
};

/** What is wrong with a part of the form; texts are `wrong.<problem>`. */
export type Wrong = 'missing' | 'code' | 'taken' | 'long' | 'digest' | 'email' | 'filed';

/** What the chain knows already that an application could clash with. */
export interface Known {
  /** Codes of institutions. */
  readonly codes: ReadonlySet<string>;
  /** Code and document of this applicant's applications: the same can be filed once only. */
  readonly filed: ReadonlySet<string>;
}

/** How {@link Known} remembers an application. */
export const filedKey = (code: string, digest: string): string => `${code} ${digest.toLowerCase()}`;

const LONGEST_NAME = 200;
const LONGEST_ATTRIBUTES = 4096;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** The attributes as they go on the chain: what was filled in, in a fixed order. */
export function attributesText(attributes: ApplicationDraft['attributes']): string {
  const given = ATTRIBUTES.map(name => [name, (attributes[name] ?? '').trim()] as const);
  const filled = given.filter(([, value]) => value !== '');
  return filled.length === 0 ? '' : JSON.stringify(Object.fromEntries(filled));
}

/** What is wrong, by part; nothing when it can be filed. The contract checks the same once more. */
export function problemsOf(draft: ApplicationDraft, known: Known): Partial<Record<string, Wrong>> {
  const problems: Partial<Record<string, Wrong>> = {};
  const code = draft.code.trim();
  if (code === '') problems.code = 'missing';
  else if (!isCode(code)) problems.code = 'code';
  else if (known.codes.has(code)) problems.code = 'taken';
  if (draft.name.trim() === '') problems.name = 'missing';
  else if (bytes(draft.name.trim()) > LONGEST_NAME) problems.name = 'long';
  if (draft.category === '') problems.category = 'missing';
  if (draft.documentDigest === '') problems.documentDigest = 'missing';
  else if (!isDigest(draft.documentDigest)) problems.documentDigest = 'digest';
  else if (known.filed.has(filedKey(code, draft.documentDigest))) problems.documentDigest = 'filed';
  const email = (draft.attributes.email ?? '').trim();
  if (email !== '' && !EMAIL.test(email)) problems.email = 'email';
  if (bytes(attributesText(draft.attributes)) > LONGEST_ATTRIBUTES) problems.business = 'long';
  return problems;
}

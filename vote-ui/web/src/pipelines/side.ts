import type { RegisterRecord } from '../registers/kinds';
import { textOf } from '../registers/kinds';
import type { FunctionRow } from '../registers/actions/fields';
import type { PipelineSide, PipelineTerms } from './constraint';
import { idOf } from './constraint';

/** The registers that a pipeline's ends are chosen from. */
export interface Choices {
  readonly subchains: readonly RegisterRecord[];
  readonly services: readonly RegisterRecord[];
  readonly applications: readonly RegisterRecord[];
  readonly contracts: readonly RegisterRecord[];
}

/** One end while it is being filled in. */
export interface SideDraft {
  readonly institution?: string | undefined;
  readonly subchain?: string | undefined;
  readonly application?: string | undefined;
  readonly businessContract?: string | undefined;
  readonly functions: readonly string[];
}

/** What is wrong with an end; texts are `problem.<name>`. */
export type SideProblem =
  'institution' | 'subchain' | 'unpaired' | 'application' | 'businessContract' | 'functions';
/** What is wrong with terms. */
export type TermsProblem =
  'past' | 'classTooHigh' | 'limit' | 'tooLongImportant' | 'tooLongCore' | 'sealsNeeded';

const active = (record: RegisterRecord) => record.status === 'ACTIVE';
const DAY = 86_400;
const LONGEST = { IMPORTANT: 3 * 366 * DAY, CORE: 366 * DAY };
/** From the least to the most sensitive. */
export const CLASSES = ['GENERAL', 'IMPORTANT', 'CORE'];

/** The subchains of an institution that a pipeline can lead to. */
export const subchainsOf = (choices: Choices, institution: string | undefined): RegisterRecord[] =>
  choices.subchains.filter(each => each.institution === institution && active(each));

/** What stands on a subchain. */
export const onSubchain = (
  records: readonly RegisterRecord[],
  subchain: string | undefined,
): RegisterRecord[] => records.filter(each => each.subchain === subchain && active(each));

/** The cross-chain proxy that speaks for a subchain: the one that its subchain proxy is paired with. */
export function crosschainProxy(choices: Choices, subchain: string | undefined): RegisterRecord | undefined {
  const service = choices.subchains.find(each => each.id === subchain)?.service;
  return choices.services.find(
    each => each.chainKind === 'CROSSCHAIN_PROXY' && each.pairedWith === service && service && active(each),
  );
}

/** The functions that a contract declares. */
export function functionsOf(choices: Choices, contract: string | undefined): FunctionRow[] {
  const found = choices.contracts.find(each => each.id === contract)?.functions;
  return Array.isArray(found) ? (found as FunctionRow[]) : [];
}

/** The draft as the contract takes it, when nothing is wrong with it. */
export function completeSide(choices: Choices, draft: SideDraft): PipelineSide | undefined {
  const service = crosschainProxy(choices, draft.subchain);
  if (!draft.institution || !draft.subchain || !draft.businessContract || !service) return undefined;
  return {
    institution: draft.institution,
    subchain: draft.subchain,
    service: service.id,
    application: draft.application,
    businessContract: draft.businessContract,
    functions: draft.functions.map(idOf),
  };
}

/** What is wrong with an end, as the contract would find; the source needs an application. */
export function sideProblems(choices: Choices, draft: SideDraft, source: boolean): SideProblem[] {
  const problems: SideProblem[] = [];
  if (!draft.institution) problems.push('institution');
  if (!draft.subchain) problems.push('subchain');
  else if (crosschainProxy(choices, draft.subchain) === undefined) problems.push('unpaired');
  if (source && !draft.application) problems.push('application');
  if (!draft.businessContract) problems.push('businessContract');
  if (draft.functions.length === 0 || draft.functions.length > 32) problems.push('functions');
  return problems;
}

/** The least class that both contracts allow; unknown ones count as general. */
export function leastClass(choices: Choices, ...contracts: (string | undefined)[]): string {
  const ranks = contracts.map(id => {
    const record = choices.contracts.find(each => each.id === id);
    return Math.max(0, CLASSES.indexOf(record ? textOf(record, 'dataClass') : ''));
  });
  return CLASSES[Math.max(0, ...ranks)] ?? 'GENERAL';
}

const below = (dataClass: string, least: string) => CLASSES.indexOf(dataClass) < CLASSES.indexOf(least);

/** The terms with the least class at least, which the contract insists on. */
export const raisedTo = (least: string, terms: PipelineTerms): PipelineTerms =>
  below(terms.dataClass, least) ? { ...terms, dataClass: least } : terms;

const sealed = (choices: Choices, subchain: string | undefined) => {
  const record = choices.subchains.find(each => each.id === subchain);
  const anchors = record?.trustAnchors as { rule?: unknown } | undefined;
  return (anchors?.rule ?? record?.rule) === 'QBFT_SEALS';
};

/** What is wrong with terms, as the contract would find. */
export function termsProblems(
  terms: PipelineTerms,
  now: number,
  choices: Choices,
  source: SideDraft,
  target: SideDraft,
): TermsProblem[] {
  const problems: TermsProblem[] = [];
  if (!Number.isInteger(terms.validUntil) || terms.validUntil <= now) problems.push('past');
  const least = leastClass(choices, source.businessContract, target.businessContract);
  if (below(terms.dataClass, least)) problems.push('classTooHigh');
  const limited = terms.callsPerWindow > 0;
  if (limited !== terms.windowSeconds > 0) problems.push('limit');
  if (terms.dataClass === 'GENERAL') return problems;
  if (!limited && !problems.includes('limit')) problems.push('limit');
  const valid = terms.validUntil - now;
  if (terms.dataClass === 'IMPORTANT' && valid > LONGEST.IMPORTANT) problems.push('tooLongImportant');
  if (terms.dataClass === 'CORE') {
    if (valid > LONGEST.CORE) problems.push('tooLongCore');
    if (!sealed(choices, source.subchain) || !sealed(choices, target.subchain)) problems.push('sealsNeeded');
  }
  return problems;
}

import { ENUMS } from '../../generated/contracts';
import { wordOf } from '../../parts/words';
import type { TermSet } from '../../registers/texts.terms';
import { sentence, type Sentence } from './sentence';

/**
 * The terms of each enum of the contracts, by its Solidity type: the same constant means something else in another one. Left out
 * are enums that stand beside a noun ("genesis node") or have words of the console's own.
 */
export const TERMS_OF: Readonly<Record<string, TermSet>> = {
  AccountRole: 'Role',
  'IAccounts.Status': 'AccountStatus',
  'IAlliances.Status': 'AllianceStatus',
  'IAlliances.Role': 'AllianceRole',
  'IAlliances.Consent': 'Consent',
  'IAlliances.Motion': 'Motion',
  'IContracts.Status': 'GovernedStatus',
  'IDataLedger.Sensitivity': 'Sensitivity',
  'IDataLedger.Status': 'DataSetStatus',
  'IDataLedger.GrantStatus': 'GrantStatus',
  'IInstitutions.Status': 'InstitutionStatus',
  'IInstitutions.ApplicationStatus': 'ApplicationStatus',
  'IInstitutions.Recommendation': 'Recommendation',
  'INodes.Status': 'NodeStatus',
  'IPipelines.Status': 'PipelineStatus',
  'IProtocolKeys.Suite': 'Suite',
  'IProtocolKeys.KeyStatus': 'KeyStatus',
  'IServices.Kind': 'ServiceKind',
  'IServices.Status': 'ServiceStatus',
  'ISubchains.Rule': 'Rule',
  'ISubchains.Status': 'ItemStatus',
  'ISubchains.DataClass': 'DataClass',
  'ISubchains.FunctionKind': 'FunctionKind',
  'ITransactions.Status': 'TransactionStatus',
  'ITransactions.Entry': 'Entry',
  'ITransactions.Outcome': 'Outcome',
  'ITransactions.Verdict': 'Verdict',
  'ITransactions.Compensation': 'Compensation',
  'ITransactions.Rejection': 'Rejection',
  'IWorkOrders.Policy': 'Policy',
};

/** The word for an enum's constant, in both languages; `of` is what it is a constant of, where that is known. */
export function word(constant: string | undefined, otherwise: string, of?: TermSet): Sentence {
  if (!constant) return sentence(`unknown (${otherwise})`, `未知（${otherwise}）`);
  const [zh, en] = wordOf(constant, of) ?? [constant, constant];
  return sentence(en, zh);
}

/** The word for a value of an enum, by its Solidity type. */
export const constantOf = (type: string, value: unknown): Sentence =>
  word(ENUMS[type]?.[Number(value)], String(value), TERMS_OF[type]);

import { Problem } from '../api/problem';
import { KeystoreFailed } from '../identity/keystore';
import { SignatureRejected, WrongNetwork } from '../identity/signer';
import { refused } from '../parts/refusals';
import { languageNow, textsNow } from '../shell/i18n';
import { Refusal } from './errors';
import { ProposalMismatch } from './proposal';
import { RpcError, RpcUnreachable } from './rpc';
import { NetworkUnknown, OtherNetwork } from './sameNetwork';
import { NotMinedYet, PerhapsSent, WithoutEffect } from './send';
import { texts } from './texts';
import { NameMismatch } from './words/names';
import { refusalWords } from './words/refusals';

/** What went wrong, in a sentence of the page's language that says what to do. */
export function explain(failure: unknown): string {
  const t = textsNow(texts);
  if (failure instanceof Refusal) {
    const words = refusalWords(failure.error, failure.values);
    return words?.[languageNow()] ?? t('refused', { message: failure.message });
  }
  if (failure instanceof SignatureRejected) return t('rejected');
  if (failure instanceof WrongNetwork)
    return t('wrongNetwork', { actual: failure.actual, expected: failure.expected });
  if (failure instanceof OtherNetwork)
    return t(`otherNetwork.${failure.place}`, {
      actual: failure.actual || '?',
      expected: failure.expected.genesis,
      chainId: failure.expected.chainId,
    });
  if (failure instanceof NetworkUnknown) return t('unknownNetwork');
  if (failure instanceof NotMinedYet) return t('notMined', { hash: failure.transactionHash });
  if (failure instanceof PerhapsSent)
    return t('perhapsSent', { hash: failure.transactionHash, message: failure.message });
  if (failure instanceof WithoutEffect) return t('withoutEffect', { hash: failure.transactionHash });
  if (failure instanceof NameMismatch) return t('nameMismatch', { id: failure.id, name: failure.told });
  if (failure instanceof RpcUnreachable) return t('nodeUnreachable', { message: failure.message });
  if (failure instanceof KeystoreFailed) return t(`keystore.${failure.reason}`);
  if (failure instanceof ProposalMismatch)
    return t('mismatch', { actual: failure.actual, expected: failure.expected });
  if (failure instanceof RpcError) return t('nodeRefused', { message: failure.message });
  if (failure instanceof Problem) {
    const key =
      failure.code in PROBLEM_TEXTS ? PROBLEM_TEXTS[failure.code as keyof typeof PROBLEM_TEXTS] : undefined;
    const words = key ? t(key) : refused(failure);
    if (words) return words;
    return failure.status === 0 ? t('serverUnreachable') : t('refused', { message: failure.message });
  }
  return t('failed', { message: failure instanceof Error ? failure.message : String(failure) });
}

/** Codes of the server's problems that have words here. */
const PROBLEM_TEXTS = {
  'already-voted': 'problem.voted',
  'voter-refused': 'problem.voter',
  'voter-without-seat': 'problem.noSeat',
  'work-order-closed': 'problem.notActive',
  'signature-refused': 'problem.signature',
  'ballot-under-way': 'problem.underWay',
  'ballot-displaced': 'problem.displaced',
  'statement-elsewhere': 'problem.elsewhere',
  'relay-unavailable': 'problem.noRelay',
  'chain-unreachable': 'problem.chain',
  'role-refused': 'problem.role',
  'account-inactive': 'problem.inactive',
  'statement-stale': 'problem.stale',
  'digest-mismatch': 'problem.digest',
  'digest-unknown': 'problem.digestUnknown',
  'application-closed': 'problem.applicationClosed',
  'documents-full': 'problem.full',
} as const;

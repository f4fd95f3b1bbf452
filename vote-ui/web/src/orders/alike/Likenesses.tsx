import { Alert } from 'antd';
import { ChainProblem } from '../../chain/ChainProblem';
import { WithQuotations } from '../../chain/Quoted';
import type { Sentence } from '../../chain/words/sentence';
import { useChain } from '../../chain/useRpc';
import { useLanguage } from '../../shell/i18n';
import { likenesses, type Called } from './likenesses';

/** Warnings that somebody else is called nearly the same. */
export function Warnings({ warnings }: { warnings: readonly Sentence[] }) {
  const [language] = useLanguage();
  return warnings.map(each => (
    <Alert
      key={each.en}
      type="warning"
      showIcon
      role="alert"
      data-testid="likeness"
      title={<WithQuotations text={each[language]} />}
    />
  ));
}

/** Whom an applicant is called like, by what the chain has; that it could not be compared is said. */
export function Likenesses({ id, applicant }: { id: string; applicant: Called }) {
  const { data, error } = useChain(['likenesses', id], rpc => likenesses(rpc, id, applicant));
  return (
    <>
      <ChainProblem error={error} />
      <Warnings warnings={data ?? []} />
    </>
  );
}

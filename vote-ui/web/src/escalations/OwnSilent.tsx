import { Alert } from 'antd';
import { Problem } from '../api/problem';
import { refused } from '../parts/refusals';
import { useTexts } from '../shell/i18n';
import type { OwnProblem } from './own';
import { texts } from './texts';

/** Says that the own proxy said nothing, and why: without it, an empty column looks as if there were nothing to do. */
export function OwnSilent({ problem }: { problem: OwnProblem }) {
  const t = useTexts(texts);
  const why =
    refused(new Problem(problem.code, problem.status, problem.detail ?? '')) ??
    t('ownProblem.other', { code: problem.code });
  return (
    <Alert
      className="above"
      role="alert"
      type="warning"
      showIcon
      data-testid="own-silent"
      title={t('ownProblem', { text: why })}
    />
  );
}

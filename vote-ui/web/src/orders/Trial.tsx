import { Alert, Checkbox } from 'antd';
import { useState } from 'react';
import { ChainProblem } from '../chain/ChainProblem';
import { explain } from '../chain/explain';
import { useChain } from '../chain/useRpc';
import type { Call } from '../chain/words/describe';
import { useTexts } from '../shell/i18n';
import { texts } from './texts';
import { refusalNow } from './refusalNow';

interface Tried {
  /** Whether the order may be proposed: its first change would pass now, or whoever proposes it wants it nevertheless. */
  ready: boolean;
  view: React.ReactNode;
}

/** Tries the first change of an order; one that is refused is proposed only when that is chosen, for this change and this reason. */
export function useTrial(first: Call | undefined): Tried {
  const t = useTexts(texts);
  const [chosen, choose] = useState<string>();
  const { data, error, refetch } = useChain(
    ['trial', first],
    async rpc => (first && (await refusalNow(rpc, first))) ?? null,
    { enabled: first !== undefined },
  );
  if (first === undefined) return { ready: false, view: null };
  if (data === undefined)
    return { ready: false, view: <ChainProblem error={error} retry={() => void refetch()} /> };
  if (data === null) return { ready: true, view: <span data-testid="tried" /> };
  const which = `${first.to} ${first.data} ${data.error}`;
  const ready = chosen === which;
  const view = (
    <div className="stack" data-testid="tried">
      <Alert
        type="warning"
        showIcon
        role="alert"
        data-testid="change-refused"
        title={t('new.refused', { message: explain(data) })}
      />
      <Checkbox checked={ready} onChange={event => choose(event.target.checked ? which : undefined)}>
        {t('new.nevertheless')}
      </Checkbox>
    </div>
  );
  return { ready, view };
}

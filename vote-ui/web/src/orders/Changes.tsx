import { Alert, Card } from 'antd';
import { WithQuotations } from '../chain/Quoted';
import { useChain } from '../chain/useRpc';
import type { Described } from '../chain/words/describe';
import { Fields } from '../parts/Fields';
import { inBrackets } from '../parts/punctuation';
import { useLanguage, useTexts } from '../shell/i18n';
import { compare, type Compared } from './differences/differences';
import { Differences } from './differences/Differences';
import { texts } from './texts';

/**
 * What an order does, call by call, in words; the raw calls for who wants to check.
 *
 * @param open whether it can still happen: then each value is told against the present one
 */
export function Changes({ changes, open }: { changes: Described[]; open: boolean }) {
  const t = useTexts(texts);
  return (
    <Card title={t('changes')} data-testid="changes">
      {open ? <ComparedChanges changes={changes} /> : <ChangeList changes={changes} />}
      <p className="muted">
        {t('changes.from')} {open && t('difference.from')}
      </p>
    </Card>
  );
}

interface Listed {
  changes: Described[];
  onRemove?: (at: number) => React.ReactNode;
}

/** The changes, each value beside what the chain has now; read anew when something happens there. */
export function ComparedChanges({ changes, onRemove }: Listed) {
  const asked = changes.map(({ to, data }) => `${to} ${data}`);
  const { data, refetch } = useChain(['differences', ...asked], rpc => compare(changes, rpc));
  const retry = () => void refetch();
  return (
    <ChangeList
      changes={changes}
      {...(onRemove ? { onRemove } : {})}
      {...(data ? { compared: data } : {})}
      retry={retry}
    />
  );
}

function ChangeList({
  changes,
  onRemove,
  compared,
  retry,
}: Listed & { compared?: Compared[]; retry?: () => void }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  return (
    <ol>
      {changes.map((change, at) => (
        <li key={`${at} ${change.data}`}>
          {change.known ? (
            <strong>
              <WithQuotations text={change.sentence[language]} />
            </strong>
          ) : (
            <Alert
              type="error"
              showIcon
              role="alert"
              title={<WithQuotations text={change.sentence[language]} />}
              description={t('changes.unknown')}
            />
          )}
          {onRemove?.(at)}
          {compared?.[at] && retry && <Differences compared={compared[at]} retry={retry} />}
          <details>
            <summary>{t('changes.raw')}</summary>
            <Fields
              items={[
                [
                  `${change.contract ?? '?'}.${change.signature}`,
                  <span key="to" className="hash">
                    {change.to}
                  </span>,
                ],
                ...change.arguments.map((each): [string, React.ReactNode] => [
                  each.label[language] + inBrackets(`${each.path}: ${each.type}`, language),
                  <WithQuotations key={each.path} text={each.text[language]} />,
                ]),
              ]}
            />
            <pre className="rawdata" tabIndex={0}>
              {change.data}
            </pre>
          </details>
        </li>
      ))}
    </ol>
  );
}

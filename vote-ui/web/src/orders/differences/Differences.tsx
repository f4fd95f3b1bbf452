import { Alert, Button } from 'antd';
import { WithQuotations } from '../../chain/Quoted';
import { explain } from '../../chain/explain';
import { useLanguage, useTexts } from '../../shell/i18n';
import { Warnings } from '../alike/Likenesses';
import { texts } from '../texts';
import type { Compared, Difference } from './differences';

/** "threshold: 300 → 250", value by value; what stays the same is marked, what could not be read is said. */
export function Differences({ compared, retry }: { compared: Compared; retry: () => void }) {
  const t = useTexts(texts);
  if (compared.unread !== undefined) {
    return (
      <Alert
        type="warning"
        showIcon
        role="alert"
        data-testid="unread"
        title={t('difference.unread')}
        description={explain(compared.unread)}
        action={<Button onClick={retry}>{t('difference.retry')}</Button>}
      />
    );
  }
  if (compared.differences.length === 0) return null;
  return (
    <ul className="differences" aria-label={t('difference')}>
      {compared.differences.map(each => (
        <One key={`${each.subject} ${each.what.en}`} difference={each} />
      ))}
    </ul>
  );
}

function One({
  difference: { what, before, after, same, again, warnings = [] },
}: {
  difference: Difference;
}) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const colon = language === 'zh' ? '：' : ': ';
  return (
    <li data-testid="difference" data-same={same} className={same ? 'muted' : undefined}>
      <WithQuotations text={what[language]} />
      {colon}
      {same ? (
        <>
          {after[language]} <em>{t('difference.same')}</em>
        </>
      ) : (
        <>
          <del>{before[language]}</del> <span aria-hidden="true">→</span>{' '}
          <span className="unheard">{t('difference.becomes')}</span> <ins>{after[language]}</ins>
        </>
      )}
      {again && <em> {t('difference.again')}</em>}
      <Warnings warnings={warnings} />
    </li>
  );
}

import { Hash } from '../../parts/Hash';
import { useLanguage, useTexts } from '../../shell/i18n';
import { term } from '../../registers/terms';
import type { Holder } from './read';
import { texts } from './texts';

const ROLES = ['GOVERNOR', 'OPERATOR', 'CROSS_CHAIN', 'AUDITOR'] as const;

/** The accounts that have each role now: their own status and their institution's let them act. */
export function Holders({ holders }: { holders: readonly Holder[] }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  return (
    <section className="panel" aria-labelledby="holders">
      <h2 id="holders">{t('holders')}</h2>
      <p>{t('holders.orders')}</p>
      {ROLES.map(role => {
        const all = holders.filter(each => each.role === role);
        return (
          <details key={role} data-testid={`holders-${role}`}>
            <summary>
              {t('holders.count', { role: term('FunctionRole', role, language), number: all.length })}
            </summary>
            {all.length === 0 && <p className="muted">{t('holders.none')}</p>}
            <ul className="plain">
              {all.map(({ account, code }) => (
                <li key={account}>
                  {code} <Hash value={account} to={`/registers/accounts/${account}`} />
                </li>
              ))}
            </ul>
          </details>
        );
      })}
      <p className="muted">{t('holders.combined')}</p>
    </section>
  );
}

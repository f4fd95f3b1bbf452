import { useEffect } from 'react';
import { announce } from '../../parts/announce';
import { Hash } from '../../parts/Hash';
import { useTexts } from '../../shell/i18n';
import { texts } from '../texts';
import { checkTexts, type CheckKey } from './checkTexts';
import { type Check, unchecked, verdictOf } from './checks';
import type { Examined } from './useExamination';

interface Props {
  result: Examined;
  asked: { digest?: string | undefined; write: boolean };
}

/** The verdict, each check with what was expected and found, and what none of them covers. */
export function Result({ result, asked }: Props) {
  const t = useTexts(texts);
  const { examination, own } = result;
  const verdict = verdictOf(examination, own);
  const says = t(`verdict.${verdict}`);
  const checks = own ? [own, ...examination.checks] : examination.checks;
  useEffect(() => announce(says), [says]);
  return (
    <section className="audit-section" aria-label={t('evidence.result')}>
      <h2>{t('evidence.result')}</h2>
      <p className={`verdict verdict-${verdict}`} data-testid="verdict" data-verdict={verdict}>
        {says}
      </p>
      <Checks checks={checks} />
      <Vouchers title={t('evidence.sealedBy')} vouchers={examination.sealedBy ?? []} />
      <Vouchers title={t('evidence.confirmedBy')} vouchers={examination.confirmedBy ?? []} />
      <h3>{t('evidence.open')}</h3>
      <ul data-testid="unchecked">
        {unchecked(examination, asked).map(each => (
          <li key={each}>{t(`open.${each}`)}</li>
        ))}
      </ul>
    </section>
  );
}

function Checks({ checks }: { checks: readonly Check[] }) {
  const t = useTexts(texts);
  const c = useTexts(checkTexts);
  const known = (key: string) => Object.hasOwn(checkTexts.en, key);
  const value = (check: Check, which: 'expected' | 'actual') => {
    const told = check[which] ?? '–';
    const rule = check.name === 'block' ? check.expected : undefined;
    if (!rule || !known(`rule.${rule}`)) return told;
    if (which === 'expected') return c(`rule.${rule}` as CheckKey);
    // What did not come to a number of vouchers is a reason.
    return /^\d+$/.test(told) ? c(`does.${rule}` as 'does.qbft-seals', { count: Number(told) }) : told;
  };
  const name = (check: Check) => (known(check.name) ? c(check.name as 'proof') : check.name);
  return (
    <div className="audit-table" role="region" aria-label={t('check.caption')} tabIndex={0}>
      <table>
        <caption>{t('check.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('check.name')}</th>
            <th scope="col">{t('check.result')}</th>
            <th scope="col">{t('check.expected')}</th>
            <th scope="col">{t('check.actual')}</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check, at) => (
            <tr
              key={`${check.name} ${at}`}
              className={check.passed ? undefined : 'check-failed'}
              data-check={check.name}
            >
              <th scope="row">{name(check)}</th>
              <td>
                <span aria-hidden="true">{check.passed ? '✓' : '✗'}</span>{' '}
                {t(check.passed ? 'check.passed' : 'check.failed')}
              </td>
              <td className="evidence-value">{value(check, 'expected')}</td>
              <td className="evidence-value">{value(check, 'actual')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Vouchers({ title, vouchers }: { title: string; vouchers: readonly string[] }) {
  if (vouchers.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {vouchers.map(voucher => (
          <li key={voucher}>
            <Hash value={voucher} whole />
          </li>
        ))}
      </ul>
    </div>
  );
}

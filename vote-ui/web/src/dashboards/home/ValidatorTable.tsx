import { useMemo } from 'react';
import { useOne } from '../../api/hooks';
import type { Listed, ValidatorSigning } from '../../api/types';
import { Hash } from '../../parts/Hash';
import { Institution } from '../../parts/Institution';
import { Problem } from '../../parts/Problem';
import { usePunctuation } from '../../parts/punctuation';
import { useTexts } from '../../shell/i18n';
import { signing, type Signing } from '../logic/validators';
import { texts } from '../texts';
import { useFormats } from '../useFormats';

const REFRESH_MS = 15_000;

/** Validators and how much of the newest blocks they proposed and sealed. */
export function ValidatorTable() {
  const { data, error, refetch } = useOne<Listed<ValidatorSigning>>(
    '/v1/validators',
    {},
    { everyMs: REFRESH_MS },
  );
  const validators = useMemo(() => signing(data?.items ?? []), [data]);
  return (
    <>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {validators.length > 0 && <Table validators={validators} />}
    </>
  );
}

function Table({ validators }: { validators: readonly (ValidatorSigning & { state: Signing })[] }) {
  const t = useTexts(texts);
  const f = useFormats();
  const { inBrackets } = usePunctuation();
  const share = (part: number, window: number) =>
    window === 0 ? '–' : f.count(part) + inBrackets(f.percent(part / window));
  return (
    <div className="scrolling" role="region" aria-label={t('validators')} tabIndex={0}>
      <table>
        <caption>
          {t('validator.caption', { window: f.count(Math.max(...validators.map(each => each.window))) })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('validator.institution')}</th>
            <th scope="col">{t('validator.address')}</th>
            <th scope="col">{t('validator.state')}</th>
            <th scope="col">{t('validator.signed')}</th>
            <th scope="col">{t('validator.proposed')}</th>
          </tr>
        </thead>
        <tbody>
          {validators.map(validator => (
            <tr key={validator.address}>
              <th scope="row">
                <Institution id={validator.institution} />
              </th>
              <td>
                <Hash
                  value={validator.address}
                  {...(validator.node ? { to: `/registers/nodes/${validator.node}` } : {})}
                />
              </td>
              <td className={`state-${validator.state}`}>{t(`validator.${validator.state}`)}</td>
              <td>{validator.state === 'unknown' ? '–' : share(validator.signed, validator.window)}</td>
              <td>{validator.state === 'unknown' ? '–' : share(validator.proposed, validator.window)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { Alert } from 'antd';
import { Policy } from '../../parts/Status';
import { useLanguage, useTexts } from '../../shell/i18n';
import { LastChange } from './LastChange';
import { holdersOf, keyOf, type Permission } from './permissions';
import type { Changes } from './changes';
import type { Rules } from './read';
import { texts } from './texts';

interface Props {
  readonly contract: string;
  readonly functions: readonly Permission[];
  readonly rules: Rules;
  /** Undefined while, or where, the index does not tell. */
  readonly changes: Changes | undefined;
}

/** The governed functions of a contract: in words, who may call them, and by which majority orders do. */
export function Functions({ contract, functions, rules, changes }: Props) {
  const t = useTexts(texts);
  const closed = functions.some(each => rules.closed.has(each.target));
  return (
    <section className="audit-section" aria-labelledby={`functions-${contract}`}>
      <h2 id={`functions-${contract}`}>{contract}</h2>
      {closed && <Alert type="warning" showIcon title={t('closed')} />}
      <div className="audit-table permissions" role="region" aria-label={t('of', { contract })} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('function')}</th>
              <th scope="col">{t('caller')}</th>
              <th scope="col">{t('policy')}</th>
              <th scope="col">{t('changed')}</th>
            </tr>
          </thead>
          <tbody>
            {functions.map(each => (
              <Row key={each.selector} permission={each} seats={rules.seats} changes={changes} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row(props: { permission: Permission; seats: number; changes: Changes | undefined }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const { permission, seats, changes } = props;
  const key = keyOf(permission.target, permission.selector);
  return (
    <tr data-testid={`permission-${permission.contract}.${permission.signature}`}>
      <th scope="row">
        <div>{permission.does?.[language] ?? t('unknown')}</div>
        <code className="muted">{permission.signature}</code>
      </th>
      <td>{holdersOf(permission.role)[language]}</td>
      <td>
        {permission.policy === 'NONE' ? t('never') : <Policy value={permission.policy} seats={seats} />}
      </td>
      <td>
        <LastChange
          known={changes !== undefined}
          changes={[
            [t('changed.role'), changes?.roles.get(key)],
            [t('changed.policy'), changes?.policies.get(key)],
          ]}
        />
      </td>
    </tr>
  );
}

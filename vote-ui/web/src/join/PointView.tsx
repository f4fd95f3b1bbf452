import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useLanguage, useTexts } from '../shell/i18n';
import { ActionDialog } from '../registers/ActionDialog';
import { ACTIONS, REGISTRATIONS } from '../registers/actions/catalogue';
import type { Values } from '../registers/actions/fields';
import { may, mayRegister, type Actor } from '../registers/actions/rules';
import { Command } from '../registers/inputs/Command';
import type { RegisterRecord } from '../registers/kinds';
import { RecordLink } from '../registers/RecordLink';
import { StatusTag } from '../registers/StatusTag';
import { term } from '../registers/terms';
import { audits, type Point, type PointName } from './checklist';
import { commandsFor } from './commands';
import { texts, type TextKey } from './texts';

interface Props {
  readonly number: number;
  readonly point: Point;
  readonly institution: RegisterRecord | undefined;
  readonly actor: Actor | undefined;
  readonly chainId: number;
}

/** What is done at a point from this page, and with which values it begins. */
const DOES: Partial<Record<PointName, { name: string; role: string; preset?: Values }>> = {
  governor: { name: 'requestAccount', role: 'GOVERNOR', preset: { role: 'GOVERNOR' } },
  operator: { name: 'requestAccount', role: 'GOVERNOR', preset: { role: 'OPERATOR' } },
  auditor: { name: 'requestAccount', role: 'GOVERNOR', preset: { role: 'AUDITOR' } },
  crosschain: { name: 'requestAccount', role: 'GOVERNOR', preset: { role: 'CROSS_CHAIN' } },
  protocolKey: { name: 'registerKey', role: 'CROSS_CHAIN' },
  node: { name: 'requestNode', role: 'OPERATOR' },
  services: { name: 'registerService', role: 'OPERATOR' },
  paired: { name: 'pairServices', role: 'OPERATOR' },
  subchain: { name: 'registerSubchain', role: 'OPERATOR' },
  contract: { name: 'registerContract', role: 'OPERATOR' },
  application: { name: 'registerApplication', role: 'OPERATOR' },
};

const MARKS = { done: '✓', waiting: '…', open: '', later: '' } as const;

/** What a point is for; some are for something else to an auditor. */
function textOf(name: PointName, institution: RegisterRecord | undefined): TextKey {
  const own = `point.${name}.audit`;
  return (audits(institution) && own in texts.en ? own : `point.${name}.text`) as TextKey;
}

/** A point: what it is for, where it stands, what to do here, and what to run elsewhere. */
export function PointView({ number, point, institution, actor, chainId }: Props) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const code = institution?.label ?? 'CODE';
  const commands = point.state === 'done' ? [] : commandsFor(point.name, code, chainId);
  return (
    <li className={point.state} data-point={point.name} data-state={point.state}>
      <span className="tick" aria-hidden="true">
        {MARKS[point.state] || number}
      </span>
      <section aria-labelledby={`point-${point.name}`}>
        <h2 id={`point-${point.name}`}>
          {t(`point.${point.name}`)} · {t(`state.${point.state}`)}
          {point.optional && <span className="muted"> ({t('optional')})</span>}
        </h2>
        <p>{t(textOf(point.name, institution))}</p>
        {point.records.length > 0 && (
          <ul className="plain">
            {point.records.map(record => (
              <li key={record.id}>
                <RecordLink kind={record.kind} id={record.id} label={record.label} />{' '}
                <StatusTag kind={record.kind} status={record.status} language={language} />
              </li>
            ))}
          </ul>
        )}
        {point.state === 'later' && <p className="muted">{t('needs')}</p>}
        {(point.state === 'open' || (point.name === 'admitted' && point.state === 'waiting')) && (
          <Doing point={point} institution={institution} actor={actor} />
        )}
        {commands.length > 0 && point.state !== 'later' && (
          <details open={point.state === 'open'}>
            <summary>{t('onMachine')}</summary>
            {commands.map(text => (
              <Command key={text} text={text} />
            ))}
          </details>
        )}
      </section>
    </li>
  );
}

function Doing({ point, institution, actor }: Pick<Props, 'point' | 'institution' | 'actor'>) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const [open, setOpen] = useState(false);
  if (point.name === 'pipeline') return <Link to="/pipelines/new">{t('do.pipeline')}</Link>;
  if (point.name === 'call') return <Link to="/transactions">{t('do.ledger')}</Link>;
  if (point.name === 'admitted') return <Link to="/join">{t('do.application')}</Link>;
  const does = DOES[point.name];
  if (does === undefined) return null;
  // Pairing and keys are actions on records: the proxies are chosen in the form, the account is the chosen one.
  const registration = REGISTRATIONS.find(each => each.name === does.name);
  const action = ACTIONS.find(each => each.name === does.name);
  const what = registration ?? action;
  if (what === undefined) return null;
  const allowed = registration
    ? mayRegister(actor, registration)
    : may(actor, what.audience, institution && [institution.id]);
  const preset = {
    ...does.preset,
    ...(institution ? { institution: institution.id } : {}),
    ...(point.name === 'node' && audits(institution) ? { nodeKind: 'AUDIT' } : {}),
  };
  return (
    <>
      <Button type="primary" disabled={!allowed.may} onClick={() => setOpen(true)}>
        {t(`do.${does.name}` as TextKey)}
      </Button>
      {!allowed.may && (
        <p className="muted">
          {what.audience === 'ACCOUNT'
            ? t('wrongAccount.any')
            : t('wrongAccount', { role: term('Role', does.role, language) })}
        </p>
      )}
      {open && <ActionDialog action={what} preset={preset} onClose={() => setOpen(false)} />}
    </>
  );
}

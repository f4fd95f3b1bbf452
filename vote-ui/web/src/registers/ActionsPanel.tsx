import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { inBrackets } from '../parts/punctuation';
import { useLanguage, useTexts } from '../shell/i18n';
import { ActionDialog } from './ActionDialog';
import { offered, type Action } from './actions/action';
import { ACTIONS, ORDERS } from './actions/catalogue';
import type { RegisterRecord } from './kinds';
import { actionTexts, type ActionTextKey } from './texts.actions';
import { texts } from './texts';
import { useAct } from './useAct';
import { useActor } from './useActor';

interface Props {
  readonly record: RegisterRecord;
  /** Actions that the page offers in a form of its own. */
  readonly except?: readonly string[];
}

/** What can be done with a record now: by the chosen account, by others, and by a vote. */
export function ActionsPanel({ record, except = [] }: Props) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const names = useTexts(actionTexts);
  const { actor } = useActor();
  const [open, setOpen] = useState<Action>();
  const all = offered(ACTIONS, record, actor).filter(({ action }) => !except.includes(action.name));
  const mine = all.filter(({ may }) => may.may);
  const others = all.filter(({ may }) => !may.may);
  const orders = ORDERS.filter(order => order.kind === record.kind && order.when(record));
  const act = useAct();
  const begin = (action: Action) => {
    if (action.fields.length > 0) setOpen(action);
    else void act(action, action.call({}, record));
  };
  const nameOf = (action: Action) => names(`action.${action.name}` as ActionTextKey);
  return (
    <section className="panel" aria-labelledby="actions">
      <h2 id="actions">{t('actions')}</h2>
      {mine.length === 0 && (
        <p className="muted">{t(actor === undefined ? 'noActions.account' : 'noActions')}</p>
      )}
      <div className="buttons">
        {mine.map(({ action }) => (
          <Button key={action.name} {...(action.final ? { danger: true } : {})} onClick={() => begin(action)}>
            {nameOf(action)}
          </Button>
        ))}
      </div>
      {others.length > 0 && (
        <>
          <h3>{t('others')}</h3>
          <ul className="plain muted">
            {others.map(({ action, may }) => (
              <li key={action.name}>
                {nameOf(action)}
                {!may.may &&
                  inBrackets(t(`why.${may.why}`, { audience: t(`audience.${action.audience}`) }), language)}
              </li>
            ))}
          </ul>
        </>
      )}
      {orders.length > 0 && (
        <>
          <h3>{t('byOrder')}</h3>
          <p className="muted">{t('byOrder.text')}</p>
          <ul className="plain">
            {orders.map(order => (
              <li key={order.order}>
                <Link
                  to={`/orders/new/${order.order}?${new URLSearchParams(order.values(record)).toString()}`}
                >
                  {names(`order.${order.order}` as ActionTextKey)}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {open && <ActionDialog action={open} record={record} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { post } from '../api/client';
import { useNetwork } from '../api/hooks';
import { Problem as Refused } from '../api/problem';
import { ChainProblem } from '../chain/ChainProblem';
import { useSigning } from '../chain/SigningProvider';
import { quoted } from '../chain/words/sentence';
import { announce } from '../parts/announce';
import { hasForm } from '../parts/commandLine';
import { Asking } from '../parts/Asking';
import { Hash } from '../parts/Hash';
import { Problem } from '../parts/Problem';
import { usePunctuation } from '../parts/punctuation';
import { useTexts } from '../shell/i18n';
import { useLabels } from '../registers/useRecords';
import {
  isOpen,
  LONGEST_SETTLEMENT,
  positions,
  proposed,
  settlementDigest,
  type Escalation,
  wordsOf,
} from './own';
import { texts } from './texts';

interface Props {
  readonly escalation: Escalation;
  readonly onDone: () => void;
}

/** The three ways in which an escalation ends. */
export function Decide({ escalation, onDone }: Props) {
  const t = useTexts(texts);
  const { data: network } = useNetwork();
  const labelOf = useLabels('institutions');
  const owner = network?.proxy?.institution;
  const name = owner ? labelOf(owner) : null;
  return (
    <section className="panel" aria-labelledby="decide">
      <h2 id="decide">{t('actions')}</h2>
      {network && !network.proxy && <p className="muted">{t('noProxy')}</p>}
      {owner && (
        <p className="muted">
          {name === undefined ? <Asking id={owner} /> : t('who', { institution: name ?? owner })}
        </p>
      )}
      {network?.proxy && <Retry escalation={escalation} onDone={onDone} />}
      {network?.proxy && <Agree escalation={escalation} onDone={onDone} />}
      <Order escalation={escalation} />
    </section>
  );
}

/** Has a statement signed and handed to the own proxy; keeps what came of it. */
function useStatement(action: 'retry' | 'agree', id: string, onDone: () => void) {
  const t = useTexts(texts);
  const { state } = useSigning();
  const [failure, setFailure] = useState<unknown>();
  const [done, setDone] = useState(false);
  const say = async (text: string) => {
    setFailure(undefined);
    const named = hasForm('word', id) ? id : quoted(id).en;
    const says =
      action === 'retry'
        ? {
            zh: `让本机构的跨链代理重试撤销事务 ${named}`,
            en: `Have the own proxy try again to undo transaction ${named}`,
          }
        : {
            zh: `代表本机构同意事务 ${named} 按以下文字解决：${quoted(text).zh}`,
            en: `Agree for this institution that transaction ${named} is settled in these words: ${quoted(text).en}`,
          };
    try {
      const statement = await state({ action: `${action}-escalation`, subject: id, text }, says);
      if (statement === undefined) return;
      await post(`/v1/escalations/${id}/${action}`, statement);
      setDone(true);
      announce(t(`${action}.done`));
      onDone();
    } catch (problem) {
      setFailure(problem);
    }
  };
  return { say, failure, done };
}

/** Why a statement was not taken, in a sentence that says what to do. */
function Failure({ failure }: { failure: unknown }) {
  const t = useTexts(texts);
  if (!(failure instanceof Refused)) return <ChainProblem error={failure} />;
  const sentences = {
    'role-refused': t('problem.role'),
    'account-inactive': t('problem.role'),
    'statement-stale': t('problem.late'),
    'statement-replayed': t('problem.nonce'),
  };
  return <Problem error={failure} sentences={sentences} />;
}

function Retry({ escalation, onDone }: Props) {
  const t = useTexts(texts);
  const { say, failure, done } = useStatement('retry', escalation.transaction.id, onDone);
  const open = isOpen(escalation.own, 'retry');
  return (
    <section aria-labelledby="retry">
      <h3 id="retry">{t('retry')}</h3>
      <p>{t('retry.text')}</p>
      {!open && <p className="muted">{t(escalation.ownProblem ? 'open.unasked' : 'retry.closed')}</p>}
      <Button data-testid="retry" disabled={!open} onClick={() => void say('')}>
        {t('retry')}
      </Button>
      {done && <Alert className="above" type="info" showIcon title={t('retry.done')} />}
      <Failure failure={failure} />
    </section>
  );
}

function Agree({ escalation, onDone }: Props) {
  const t = useTexts(texts);
  const { colon } = usePunctuation();
  const { own, ownProblem, transaction } = escalation;
  const offers = proposed(own);
  const [words, setWords] = useState(offers[0] ?? '');
  const [tried, setTried] = useState(false);
  const { say, failure, done } = useStatement('agree', transaction.id, onDone);
  const settled = wordsOf(own, words);
  const long = settled.length > LONGEST_SETTLEMENT;
  const wrong = settled.trim() === '' ? t('agree.missing') : long ? t('agree.long') : undefined;
  const stands = positions(own, words);
  const go = () => {
    setTried(true);
    if (wrong === undefined) void say(settled);
  };
  return (
    <section aria-labelledby="agree">
      <h3 id="agree">{t('agree')}</h3>
      <p>{t('agree.text')}</p>
      {ownProblem && <p className="muted">{t('open.unasked')}</p>}
      <label htmlFor="settlement">{t('agree.words')}</label>
      <Input.TextArea
        id="settlement"
        rows={3}
        value={words}
        aria-invalid={tried && wrong !== undefined}
        aria-describedby="settlement-about"
        onChange={event => setWords(event.target.value)}
      />
      <div id="settlement-about">
        {tried && wrong && (
          <span className="wrong" role="alert">
            {wrong}
          </span>
        )}
        {settled !== '' && (
          <span className="muted">
            {t('agree.digest')} <Hash value={settlementDigest(settled)} />
          </span>
        )}
      </div>
      {offers
        .filter(offer => offer !== settled)
        .map(offer => (
          <Button key={offer} type="link" onClick={() => setWords(offer)}>
            {t('agree.use')}
            {colon}
            {offer}
          </Button>
        ))}
      {stands.length > 0 && (
        <>
          <h3>{t('agree.positions')}</h3>
          <ul className="plain">
            {stands.map(each => (
              <li key={each.party}>
                {each.party}
                {colon}
                {t(`position.${each.state}`)}
                {each.state === 'other' && each.text && <> “{each.text}”</>}
                {each.digest && (
                  <>
                    {' '}
                    <Hash value={each.digest} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="buttons">
        <Button data-testid="agree" disabled={!isOpen(own, 'agree')} onClick={go}>
          {t('agree.sign')}
        </Button>
      </div>
      {done && <Alert type="success" showIcon title={t('agree.done')} />}
      <Failure failure={failure} />
    </section>
  );
}

function Order({ escalation: { transaction } }: { escalation: Escalation }) {
  const t = useTexts(texts);
  const [note, setNote] = useState('');
  const query = new URLSearchParams({ transaction: transaction.id, note: note.trim() });
  return (
    <section aria-labelledby="order">
      <h3 id="order">{t('order')}</h3>
      <p>{t('order.text')}</p>
      <label htmlFor="order-note">{t('order.note')}</label>
      <Input id="order-note" value={note} maxLength={1000} onChange={event => setNote(event.target.value)} />
      <p>
        <Link to={`/orders/new/Transactions.resolve?${query.toString()}`}>{t('order.go')}</Link>
      </p>
      {transaction.workOrders.length > 0 && (
        <p>
          {t('orders')}{' '}
          {transaction.workOrders.map(order => (
            <Hash key={order} value={order} to={`/orders/${order}`} />
          ))}
        </p>
      )}
    </section>
  );
}

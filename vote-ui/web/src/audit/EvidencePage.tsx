import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useOne } from '../api/hooks';
import type { TransactionDetail } from '../api/types';
import { Hash } from '../parts/Hash';
import { PageHeader } from '../parts/PageHeader';
import { Problem } from '../parts/Problem';
import { stepNumber } from '../parts/step';
import { Status } from '../parts/Status';
import { useTexts } from '../shell/i18n';
import { CheckYourself } from './CheckYourself';
import { evidenceCommands } from './commands';
import { contradictions, evidenceOf, keyOf, type Named } from './evidence/checks';
import { Contradiction } from './evidence/Contradiction';
import { Result } from './evidence/Result';
import { Source } from './evidence/Source';
import { useExamination } from './evidence/useExamination';
import { useSubject } from './evidence/useSubject';
import { texts } from './texts';
import './audit.css';
import './evidence/evidence.css';

const TRANSACTION = /^0x[0-9a-f]{64}$/i;

/** Verifies the evidence of any transaction's step, and says what that leaves open. */
export default function EvidencePage() {
  const t = useTexts(texts);
  const [search, setSearch] = useSearchParams();
  const id = search.get('transaction') ?? '';
  const transaction = useOne<TransactionDetail>(
    `/v1/transactions/${id}`,
    {},
    { enabled: TRANSACTION.test(id) },
  );
  return (
    <>
      <PageHeader title={t('title.evidence')} text={t('evidence.text')} />
      <Finder key={`find ${id}`} id={id} onFind={found => setSearch({ transaction: found })} />
      {transaction.error && <Problem error={transaction.error} retry={() => void transaction.refetch()} />}
      {transaction.data ? (
        <Examining key={transaction.data.id} transaction={transaction.data} />
      ) : (
        <CheckYourself commands={evidenceCommands({})} />
      )}
    </>
  );
}

function Finder({ id, onFind }: { id: string; onFind: (id: string) => void }) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState(id);
  const good = TRANSACTION.test(typed.trim());
  return (
    <form
      className="filters"
      onSubmit={event => {
        event.preventDefault();
        if (good) onFind(typed.trim().toLowerCase());
      }}
    >
      <label className="evidence-id">
        {t('evidence.transaction')}
        <input
          className="day-input"
          value={typed}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={typed !== '' && !good}
          onChange={event => setTyped(event.target.value)}
        />
      </label>
      <button type="submit" className="plain-button" disabled={!good}>
        {t('evidence.find')}
      </button>
      {typed !== '' && !good && <p role="alert">{t('evidence.malformed')}</p>}
    </form>
  );
}

function Examining({ transaction }: { transaction: TransactionDetail }) {
  const t = useTexts(texts);
  const [search] = useSearchParams();
  const named = transaction.steps.flatMap(step => evidenceOf(step, transaction.timeline));
  const wanted = search.get('step');
  const [key, setKey] = useState(() => {
    const first = named.find(each => String(each.step) === wanted) ?? named[0];
    return first && keyOf(first);
  });
  const chosen = named.find(each => keyOf(each) === key);
  const step = transaction.steps.find(each => each.index === chosen?.step);
  const subject = useSubject(transaction, chosen);
  const examination = useExamination(transaction.id, chosen);
  return (
    <div className="stack">
      <p>
        <Hash value={transaction.id} to={`/transactions/${transaction.id}`} />{' '}
        <Status of="TransactionStatus" value={transaction.status} />
      </p>
      {named.length === 0 && <p>{t('evidence.none')}</p>}
      {named.length > 0 && (
        <fieldset className="evidence-steps">
          <legend>{t('evidence.step')}</legend>
          {named.map(each => (
            <Choice
              key={keyOf(each)}
              named={each}
              transaction={transaction}
              checked={each === chosen}
              onChoose={() => setKey(keyOf(each))}
            />
          ))}
        </fieldset>
      )}
      <Contradiction digests={contradictions(named)} />
      {chosen && <Source key={key} examination={examination} />}
      {chosen && examination.result && (
        <Result result={examination.result} asked={{ digest: chosen.digest, write: step?.write ?? true }} />
      )}
      <CheckYourself commands={evidenceCommands(subject)} />
    </div>
  );
}

interface ChoiceProps {
  named: Named;
  transaction: TransactionDetail;
  checked: boolean;
  onChoose: () => void;
}

function Choice({ named, transaction, checked, onChoose }: ChoiceProps) {
  const t = useTexts(texts);
  const step = transaction.steps.find(each => each.index === named.step);
  if (!step) return null;
  return (
    <label>
      <input type="radio" name="evidence" checked={checked} onChange={onChoose} />
      <span>
        {t(`evidence.${named.about}`, {
          step: stepNumber(named.step),
          kind: t(step.write ? 'evidence.write' : 'evidence.read'),
          responsible: step.responsible.code ?? step.responsible.id,
          verifier: step.verifier.code ?? step.verifier.id,
        })}{' '}
        · {t('evidence.digest')} <Hash value={named.digest} />
      </span>
    </label>
  );
}

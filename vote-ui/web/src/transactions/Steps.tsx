import { Button } from 'antd';
import { useState } from 'react';
import type { TransactionDetail, TransactionStep } from '../api/types';
import { contradictions, evidenceOf, keyOf } from '../audit/evidence/checks';
import { Contradiction } from '../audit/evidence/Contradiction';
import { Hash } from '../parts/Hash';
import { stepNumber } from '../parts/step';
import { Time } from '../parts/Time';
import { useTexts } from '../shell/i18n';
import { RecordLink } from '../registers/RecordLink';
import { StepEvidence } from './StepEvidence';
import { SubchainFacts } from './SubchainFacts';
import { stages, type Stage } from './timeline';
import { texts } from './texts';

const MARKS = { good: '✓', bad: '✗', waiting: '…', skipped: '–' } as const;

/** Every step with its stages beside each other, what it left on either chain, and its evidence to be verified. */
export function Steps({ transaction }: { transaction: TransactionDetail }) {
  return (
    <ol className="steps">
      {transaction.steps.map(step => (
        <li key={step.index} className="panel" data-step={step.index}>
          <StepView transaction={transaction} step={step} />
        </li>
      ))}
    </ol>
  );
}

function StepView({ transaction, step }: { transaction: TransactionDetail; step: TransactionStep }) {
  const t = useTexts(texts);
  const [open, setOpen] = useState<string>();
  const evidence = evidenceOf(step, transaction.timeline);
  const chosen = evidence.find(each => keyOf(each) === open);
  return (
    <>
      <h2>
        {t('stepTitle', { number: stepNumber(step.index) })} · {t(step.write ? 'write' : 'read')}
      </h2>
      <p>
        {step.subchain && <RecordLink kind="subchains" id={step.subchain} />} · {t('responsible')}{' '}
        <Party {...step.responsible} /> · {t('verifier')} <Party {...step.verifier} /> ·{' '}
        {step.pipeline.path ? (
          <RecordLink kind="pipelines" id={step.pipeline.path} label={step.pipeline.path} />
        ) : null}{' '}
        #{step.pipeline.number}
      </p>
      <ol className="stages">
        {stages(transaction, step).map(stage => (
          <StageView key={stage.name} stage={stage} />
        ))}
      </ol>
      <Contradiction digests={contradictions(evidence)} />
      <SubchainFacts transaction={transaction.id} evidence={evidence} />
      <div className="buttons">
        {evidence.map(each => (
          <Button
            key={keyOf(each)}
            aria-expanded={each === chosen}
            onClick={() => setOpen(each === chosen ? undefined : keyOf(each))}
          >
            {each === chosen
              ? t('verify.close')
              : t(each.about === 'outcome' ? 'verify' : 'verify.compensation')}
          </Button>
        ))}
      </div>
      {chosen && <StepEvidence key={open} transaction={transaction.id} named={chosen} write={step.write} />}
    </>
  );
}

function Party({ id, code }: { id: string; code?: string | undefined }) {
  return <RecordLink kind="institutions" id={id} {...(code ? { label: code } : {})} />;
}

function StageView({ stage }: { stage: Stage }) {
  const t = useTexts(texts);
  const party = stage.party.code ?? stage.party.id;
  return (
    <li className={`stage ${stage.state}`} data-stage={stage.name} data-state={stage.state}>
      <strong>
        <span aria-hidden="true">{MARKS[stage.state]}</span> {t(`stage.${stage.name}`)}
      </strong>
      <span>
        {stage.state === 'waiting'
          ? t('stage.waiting', { party })
          : stage.state === 'skipped'
            ? t('stage.skipped')
            : `${t(`stage.${stage.state}.${stage.name}`)} · ${party}`}
      </span>
      {stage.at !== undefined && <Time seconds={stage.at} />}
      {stage.digest && (
        <span>
          {t('digest')} <Hash value={stage.digest} />
        </span>
      )}
      {stage.transactionHash && (
        <span>
          {t('inTransaction')} <Hash value={stage.transactionHash} />
        </span>
      )}
    </li>
  );
}

import { Alert, Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNetwork } from '../api/hooks';
import { ADDRESSES } from '../chain/contracts';
import { useTexts } from '../shell/i18n';
import type { Action } from '../registers/actions/action';
import { offered } from '../registers/actions/action';
import type { RegisterRecord } from '../registers/kinds';
import { useAct } from '../registers/useAct';
import { useActor } from '../registers/useActor';
import { amendmentOf, PIPELINE_ACTIONS } from './actions';
import { constraintToAgree } from './constraint';
import { Explanation, PointText } from './Explanation';
import type { KnownPipeline, KnownVersion } from './read';
import { texts } from './texts';

/** Guides whoever has to answer a request or an amendment: reads it first, says so, then sees what is signed. */
export function Answer({ known, record }: { known: KnownPipeline; record: RegisterRecord }) {
  const t = useTexts(texts);
  if (known.version.status === 'REQUESTED') {
    const { name, code } = known.target.institution;
    return (
      <section className="panel" aria-labelledby="authorise">
        <h2 id="authorise">{t('authorise')}</h2>
        <p>{t('authorise.text')}</p>
        <Agree
          name="authorisePipeline"
          shown={known}
          record={record}
          read={t('authorise.read')}
          otherwise={
            <PointText
              point={{
                text: 'authorise.others',
                values: { institution: { quote: name }, code },
              }}
            />
          }
          go={t('authorise.go')}
        />
      </section>
    );
  }
  if (known.amendment === undefined) return null;
  const number = known.amendment.version.number;
  const amended = { ...record, amendment: { by: amendmentOf(record)?.by ?? '', number } };
  return (
    <section className="panel" aria-labelledby="amendment">
      <h2 id="amendment">{t('amendment')}</h2>
      <Explanation known={known.amendment} heading="amendmentAllows" />
      <Agree
        name="acceptAmendment"
        shown={known.amendment}
        record={amended}
        read={t('amendment.read')}
        otherwise={t('amendment.others')}
        go={t('amendment.accept', { number })}
      />
    </section>
  );
}

interface AgreeProps {
  readonly name: string;
  /** What is read before, and nothing else is agreed to: the chain compares. */
  readonly shown: KnownVersion;
  readonly record: RegisterRecord;
  readonly read: string;
  readonly otherwise: ReactNode;
  readonly go: string;
}

function Agree({ name, shown, record, read, otherwise, go }: AgreeProps) {
  const { actor } = useActor();
  const { data: network } = useNetwork();
  const act = useAct();
  const found = offered(PIPELINE_ACTIONS, record, actor).find(each => each.action.name === name);
  if (!found?.may.may) return <p className="muted">{otherwise}</p>;
  const action: Action = found.action;
  const agree = (shownConstraint: string) =>
    act(
      action,
      action.call({}, { ...record, shownConstraint }),
      <Explanation known={shown} heading="agreesTo" />,
    );
  return (
    <ReadFirst
      {...{ shown, read, go }}
      chainId={network?.chainId}
      onAgree={constraint => void agree(constraint)}
    />
  );
}

interface ReadFirstProps extends Pick<AgreeProps, 'shown' | 'read' | 'go'> {
  readonly chainId: number | undefined;
  readonly onAgree: (constraint: string) => void;
}

/**
 * Asks whether it was read before it can be agreed to. What was ticked is what was shown then: whoever proposed it may change it
 * while it is being read, and then it has to be read anew.
 */
export function ReadFirst({ shown, read, go, chainId, onAgree }: ReadFirstProps) {
  const t = useTexts(texts);
  const [wasRead, setRead] = useState<string>();
  if (chainId === undefined) return null;
  const constraint = constraintToAgree(chainId, ADDRESSES.Pipelines, shown);
  const now = JSON.stringify([constraint, shown.source, shown.target]);
  const hasRead = wasRead === now;
  return (
    <>
      {wasRead !== undefined && !hasRead && (
        <Alert type="warning" showIcon role="alert" data-testid="changed" title={t('read.changed')} />
      )}
      <Checkbox checked={hasRead} onChange={event => setRead(event.target.checked ? now : undefined)}>
        {read}
      </Checkbox>
      <div className="buttons">
        <Button type="primary" disabled={!hasRead} onClick={() => onAgree(constraint)}>
          {go}
        </Button>
      </div>
    </>
  );
}

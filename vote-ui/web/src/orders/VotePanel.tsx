import { Alert, Button, Card, Input, Radio, Space } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { post } from '../api/client';
import { useNetwork } from '../api/hooks';
import { refreshAll } from '../api/queries';
import { ChainProblem } from '../chain/ChainProblem';
import { explain } from '../chain/explain';
import { read } from '../chain/reads';
import { call, type Receipt, receipt as awaitReceipt, WithoutEffect } from '../chain/send';
import { useSigning } from '../chain/SigningProvider';
import { ballotData } from '../chain/typedData';
import { useReading } from '../chain/useRpc';
import type { Described } from '../chain/words/describe';
import { word } from '../chain/words/constants';
import { quoted } from '../chain/words/sentence';
import { useIdentity } from '../identity/IdentityProvider';
import { LockedNote } from '../identity/LockedNote';
import { announce } from '../parts/announce';
import { useWord } from '../parts/Status';
import { useTexts } from '../shell/i18n';
import { ComparedChanges } from './Changes';
import { VOTES, type Order } from './reading';
import { tellsOf } from './reasons';
import { texts } from './texts';
import { useWhyNot } from './whyNot';

/** A vote in a block, and whose it is. */
interface Cast {
  found: Receipt;
  voter: string;
}

type Choice = 'for' | 'against' | 'abstain';
const SUPPORT: Record<Choice, number> = { against: 0, for: 1, abstain: 2 };

/** A vote that is in a block. */
interface Done {
  vote: string;
  block: number;
}

/** Votes on an order, or says in a sentence why this account cannot. */
export function VotePanel({ order, changes }: { order: Order; changes: Described[] }) {
  const t = useTexts(texts);
  const { whyNot, pending, needsAccount } = useWhyNot(order);
  const enumWord = useWord();
  const [done, setDone] = useState<Done>();
  // Here, so that it outlives a key that is locked meanwhile.
  const [reason, setReason] = useState('');
  const said = done && t('cast.done', { vote: enumWord(done.vote), block: done.block });
  return (
    <Card title={t('cast')} data-testid="vote" id="vote" tabIndex={-1}>
      {said && (
        <Alert className="above" type="success" showIcon role="status" data-testid="voted" title={said} />
      )}
      {pending && <p aria-busy="true">{t('loading')}</p>}
      {needsAccount && <LockedNote />}
      {whyNot && (
        <p data-testid="why-not">
          {whyNot} {needsAccount && <Link to="/identity">{t('cannot.choose')}</Link>}
        </p>
      )}
      {!pending && !whyNot && <Ballot {...{ order, changes, reason, setReason }} onDone={setDone} />}
    </Card>
  );
}

function Ballot({
  order,
  changes,
  reason,
  setReason,
  onDone,
}: {
  order: Order;
  changes: Described[];
  reason: string;
  setReason: (reason: string) => void;
  onDone: (done: Done) => void;
}) {
  const t = useTexts(texts);
  const enumWord = useWord();
  const { transact, sign } = useSigning();
  const { account } = useIdentity();
  const { rpc } = useReading();
  const { data: network } = useNetwork();
  const [way, setWay] = useState<'direct' | 'relay'>('direct');
  const [busy, setBusy] = useState<Choice>();
  const [failure, setFailure] = useState<string>();
  const reasonId = useId();

  const about = {
    unknown: changes.some(({ known }) => !known),
    context: (
      <div>
        <span className="muted">{t('cast.context')}</span>
        <ComparedChanges changes={changes} />
      </div>
    ),
  };

  const why = reason.trim();

  const direct = async (support: number): Promise<Cast | undefined> => {
    const asked = why
      ? call('WorkOrders', 'castVoteWithReason', [BigInt(order.id), support, why])
      : call('WorkOrders', 'castVote', [BigInt(order.id), support]);
    const found = await transact(asked, about);
    return found && account !== undefined ? { found, voter: account } : undefined;
  };

  const relayed = async (support: number): Promise<Cast | undefined> => {
    const says = word(VOTES[support], String(support), 'Vote');
    const signed = await sign(
      async (reader, chainId, voter) => {
        const nonce = await read<bigint>(reader, 'WorkOrders', 'nonces', [voter]);
        const proposalId = BigInt(order.id).toString();
        return ballotData(chainId, { proposalId, support, voter, nonce, reason: why });
      },
      {
        en: `Cast the vote “${says.en}” on work order ${order.id}${why && `, with the reason ${quoted(why).en}`}`,
        zh: `对工单 ${order.id} 投“${says.zh}”票${why && `，理由：${quoted(why).zh}`}`,
      },
      about,
    );
    if (!signed) return undefined;
    const { transactionHash } = await post<{ transactionHash: string }>('/v1/relay/votes', {
      workOrder: order.id,
      support,
      voter: signed.account,
      reason: why,
      signature: signed.signature,
    });
    return { found: await awaitReceipt(rpc, transactionHash), voter: signed.account };
  };

  const vote = async (choice: Choice) => {
    setBusy(choice);
    setFailure(undefined);
    try {
      const support = SUPPORT[choice];
      const landed = await (way === 'relay' ? relayed(support) : direct(support));
      if (landed) {
        const { found, voter } = landed;
        // The server only says which transaction it sent; that it carries this vote, the receipt has to tell.
        if (!tellsOf(found, order.id, voter, support)) throw new WithoutEffect(found.transactionHash);
        const cast = { vote: VOTES[support] ?? '', block: found.blockNumber };
        onDone(cast);
        announce(t('cast.done', { ...cast, vote: enumWord(cast.vote) }));
        await refreshAll();
      }
    } catch (problem) {
      const text = explain(problem);
      setFailure(text);
      announce(text);
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <div className="stack">
      <div>
        <label htmlFor={reasonId}>{t('cast.reason')}</label>
        <Input.TextArea
          id={reasonId}
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
      </div>
      {network?.relay && (
        <Radio.Group
          aria-label={t('cast.way')}
          value={way}
          onChange={event => setWay(event.target.value as 'direct' | 'relay')}
        >
          <Space orientation="vertical">
            <Radio value="direct">{t('cast.direct')}</Radio>
            <Radio value="relay">{t('cast.relay')}</Radio>
          </Space>
        </Radio.Group>
      )}
      <div className="filters">
        {(['for', 'against', 'abstain'] as const).map(choice => (
          <Button
            key={choice}
            type={choice === 'for' ? 'primary' : 'default'}
            danger={choice === 'against'}
            loading={busy === choice}
            disabled={busy !== undefined && busy !== choice}
            onClick={() => void vote(choice)}
          >
            {t(`cast.${choice}`)}
          </Button>
        ))}
      </div>
      {failure && <ChainProblem error={new Error(failure)} />}
    </div>
  );
}

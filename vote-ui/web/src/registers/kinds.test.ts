import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../api/types';
import { enriched, pathOf, registered, type RegisterRecord } from './kinds';
import { kindOfField } from './values';

const ID = `0x${'1'.repeat(64)}`;
const OTHER = `0x${'2'.repeat(64)}`;
const record = (fields: Partial<RegisterRecord>): RegisterRecord => ({
  id: ID,
  kind: 'nodes',
  label: 'x',
  ...fields,
});
const event = (number: number, type: string, data: Record<string, unknown>): HistoryEvent => ({
  number,
  type,
  data,
  block: number,
  time: number,
  transactionHash: ID,
  subjects: [],
});

describe('a record of a register', () => {
  it('keeps its register and its own kind apart, however the server names them', () => {
    expect(registered('nodes', record({ nodeKind: 'AUDIT' }))).toMatchObject({
      kind: 'nodes',
      chainKind: 'AUDIT',
    });
    expect(registered('services', record({ serviceKind: 'SUBCHAIN_PROXY' })).chainKind).toBe(
      'SUBCHAIN_PROXY',
    );
    expect(registered('subchains', record({ adapter: 'evm' })).chainKind).toBe('evm');
    expect(registered('nodes', record({ kind: 'GENESIS' }))).toMatchObject({
      kind: 'nodes',
      chainKind: 'GENESIS',
    });
    expect(registered('accounts', record({ kind: 'accounts' }))).not.toHaveProperty('chainKind');
  });

  it('tells from the history to whom a subchain is offered, until the offer is over', () => {
    const subchain = record({ kind: 'subchains' });
    const offer = event(1, 'SubchainOffered', { to: OTHER });
    const takenBack = event(2, 'SubchainOffered', { to: `0x${'0'.repeat(64)}` });

    expect(enriched(subchain, [offer]).offeredTo).toBe(OTHER);
    expect(enriched(subchain, [takenBack, offer])).not.toHaveProperty('offeredTo');
    expect(enriched(subchain, [event(3, 'SubchainTransferred', { to: OTHER }), offer])).not.toHaveProperty(
      'offeredTo',
    );
  });

  it('tells from the history what an alliance offers, until another leads it', () => {
    const alliance = record({ kind: 'alliances', lead: ID });
    const change = (number: number, what: string, subject: string) =>
      event(number, 'AllianceChanged', { id: ID, change: what, subject });
    const lead = change(1, 'LEAD_OFFERED', OTHER);
    const merger = change(2, 'MERGE_OFFERED', OTHER);
    const nobody = `0x${'0'.repeat(64)}`;

    expect(enriched(alliance, [lead, merger])).toMatchObject({ leadOfferedTo: OTHER, mergeOfferedTo: OTHER });
    expect(enriched(alliance, [lead, change(3, 'ROLE_CHANGED', OTHER)]).leadOfferedTo).toBe(OTHER);
    expect(enriched(alliance, [lead, change(3, 'LEAD_OFFERED', nobody)])).not.toHaveProperty('leadOfferedTo');
    const replaced = enriched(alliance, [lead, merger, change(3, 'ROLE_CHANGED', ID)]);
    expect(replaced).not.toHaveProperty('leadOfferedTo');
    expect(replaced).not.toHaveProperty('mergeOfferedTo');
  });

  it('tells from the history who proposed an amendment', () => {
    const pipeline = record({ kind: 'pipelines', amendment: { number: 7 } });
    const history = [event(2, 'PipelineAmendmentProposed', { number: 7, by: OTHER })];

    expect(enriched(pipeline, history).amendment).toEqual({ number: 7, by: OTHER });
    expect(enriched(pipeline, []).amendment).toEqual({ number: 7, by: '' });
  });

  it('has a page of its own, pipelines and orders theirs', () => {
    expect(pathOf('accounts', '0xab')).toBe('/registers/accounts/0xab');
    expect(pathOf('pipelines', ID)).toBe(`/pipelines/${ID}`);
    expect(pathOf('work-orders', ID)).toBe(`/orders/${ID}`);
    expect(pathOf('chain', 'validators')).toBe('/audit/log?kind=chain');
  });

  it('has words that depend on where a field stands', () => {
    expect(kindOfField('alliances', 'role', 'memberList')).toEqual({ is: 'word', of: 'AllianceRole' });
    expect(kindOfField('accounts', 'role')).toEqual({ is: 'word', of: 'Role' });
    expect(kindOfField('nodes', 'chainKind')).toEqual({ is: 'word', of: 'NodeKind' });
    expect(kindOfField('subchains', 'chainKind')).toEqual({ is: 'text' });
  });
});

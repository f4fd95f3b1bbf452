import type { RegisterRecord } from '../kinds';

/** Whom a restricted function is for: a role of the access manager. */
export type Audience = 'GOVERNOR' | 'OPERATOR' | 'CROSS_CHAIN' | 'MEMBER' | 'ACCOUNT' | 'PUBLIC';

/** The account that the page signs with, and for whom it may act now. */
export interface Actor {
  readonly account: string;
  /** Id of its institution; undefined for an account that is not registered. */
  readonly institution?: string | undefined;
  readonly code?: string | undefined;
  /** Its role while account and institution are active. */
  readonly role?: string | undefined;
  /** Category of its institution: only genesis institutions vote, review and confirm. */
  readonly category?: string | undefined;
  /** Ids of active institutions that name this address as their contact. */
  readonly contactOf?: readonly string[] | undefined;
}

/** Whether somebody may do something, and if not, which condition is not met. */
export type May = { readonly may: true } | { readonly may: false; readonly why: Refusal };

/** Why not: no account is connected, it has not the role, or is of another institution or of no genesis institution. */
export type Refusal = 'connect' | 'inactive' | 'role' | 'owner' | 'genesis';

const YES: May = { may: true };
const no = (why: Refusal): May => ({ may: false, why });

/** Whether the role belongs to the audience. */
export function belongs(role: string | undefined, audience: Audience): boolean {
  switch (audience) {
    case 'PUBLIC':
      return true;
    case 'ACCOUNT':
      return role !== undefined && role !== 'NONE';
    case 'MEMBER':
      return role === 'GOVERNOR' || role === 'OPERATOR';
    case 'GOVERNOR':
    case 'OPERATOR':
    case 'CROSS_CHAIN':
      return role === audience;
  }
}

/**
 * Whether the actor may call a function that is for this audience, on a record that is one of these institutions'.
 *
 * @param owners ids of the institutions that may; undefined where the record's owner does not matter
 */
export function may(actor: Actor | undefined, audience: Audience, owners?: readonly string[]): May {
  if (actor === undefined) return no('connect');
  if (audience === 'PUBLIC') return YES;
  if (actor.role === undefined || actor.role === 'NONE') return no('inactive');
  if (!belongs(actor.role, audience)) return no('role');
  if (owners !== undefined && !owners.includes(actor.institution ?? '')) return no('owner');
  return YES;
}

/** The same where the contract takes it from genesis institutions alone. */
export function mayOfGenesis(actor: Actor | undefined, audience: Audience, owners?: readonly string[]): May {
  const answer = may(actor, audience, owners);
  return answer.may && actor?.category !== 'GENESIS' ? no('genesis') : answer;
}

/** The id of the institution that a record belongs to. */
export function ownerOf(record: RegisterRecord): string[] {
  if (record.kind === 'institutions') return [record.id];
  return typeof record.institution === 'string' ? [record.institution] : [];
}

/** The institutions at both ends of a pipeline. */
export function partiesOf(pipeline: RegisterRecord): string[] {
  return ['source', 'target'].flatMap(side => {
    const end = pipeline[side] as { institution?: string } | undefined;
    return end?.institution ? [end.institution] : [];
  });
}

/** Whether the actor may register something new. An institution's contact requests its first accounts. */
export function mayRegister(actor: Actor | undefined, what: { name: string; audience: Audience }): May {
  if (what.name === 'requestAccount' && (actor?.contactOf?.length ?? 0) > 0) return YES;
  return may(actor, what.audience);
}

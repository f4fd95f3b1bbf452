import { ENUMS } from '../../generated/contracts';
import { read, readAll, type Value } from '../../chain/reads';
import type { Rpc } from '../../chain/rpc';
import { quoted, sentence, type Sentence } from '../../chain/words/sentence';
import { alikeCodes, alikeNames } from './alike';

/** Anybody may apply, as often as she likes: so many of the newest applications are compared. */
const NEWEST = 500;
const PAGE = 100;

type Fields = Record<string, Value>;

/** Who is called something, or wants to be. */
export interface Called {
  readonly code: string;
  readonly name: string;
}

/** Members, former ones too, and pending applications that are called like an applicant: each in a sentence of warning. */
export async function likenesses(rpc: Rpc, id: string, applicant: Called): Promise<Sentence[]> {
  const [institutions, applications] = await Promise.all([
    readAll<Fields>(rpc, 'Institutions', 'institutions'),
    newestApplications(rpc),
  ]);
  const others = applications.filter(each => String(each.id) !== id && isPending(each));
  return [
    ...institutions.flatMap(each => warning(called(each), applicant, true)),
    ...others.flatMap(each => warning(called(each), applicant, false)),
  ];
}

const called = (record: Fields): Called => ({ code: String(record.code), name: String(record.name) });

const isPending = (application: Fields) =>
  ENUMS['IInstitutions.ApplicationStatus']?.[Number(application.status)] === 'PENDING';

async function newestApplications(rpc: Rpc): Promise<Fields[]> {
  const count = Number(await read<bigint>(rpc, 'Institutions', 'membershipApplicationCount'));
  const first = Math.max(0, count - NEWEST);
  const starts = Array.from({ length: Math.ceil((count - first) / PAGE) }, (_, at) => first + at * PAGE);
  const pages = await Promise.all(
    starts.map(start => read<Fields[]>(rpc, 'Institutions', 'membershipApplications', [start, PAGE])),
  );
  return pages.flatMap(page => [...page]);
}

function warning(other: Called, applicant: Called, member: boolean): Sentence[] {
  const told = quoted(other.name).en;
  const who = member
    ? sentence(`institution ${told} (code ${other.code})`, `机构${told}（代码 ${other.code}）`)
    : sentence(
        `pending application of ${told} (code ${other.code})`,
        `待决申请${told}（代码 ${other.code}）`,
      );
  const names = alikeNames(applicant.name, other.name);
  const codes = alikeCodes(applicant.code, other.code);
  if (!names && !codes) return [];
  const what =
    names && codes
      ? sentence('Name and code', '名称和代码')
      : names
        ? sentence('The name', '名称')
        : sentence('The code', '代码');
  const verb = names && codes ? 'look' : 'looks';
  return [
    sentence(
      `${what.en} ${verb} like that of the ${who.en}. Make sure who is meant before you decide.`,
      `${what.zh}与${who.zh}看起来相同或相近。请先确认所指是谁，再作决定。`,
    ),
  ];
}

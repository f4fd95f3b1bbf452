import { id as keccakOfText } from 'ethers';
import { read, type Fields } from '../../chain/reads';
import type { Rpc } from '../../chain/rpc';

/** Who keeps a step's evidence, and what its write goes to. */
export interface StepSide {
  /** Path of the responsible side's cross-chain proxy; undefined where what the node says is not its id's. */
  readonly service: string | undefined;
  /** Address of the business contract; undefined where the chain has none. */
  readonly contract: string | undefined;
}

/**
 * The side that a step is on, in the very version of the pipeline that the step was opened under: a later one may lead to
 * another contract.
 */
export async function readStepSide(rpc: Rpc, pipeline: number, side: string): Promise<StepSide> {
  const version = await read<Fields>(rpc, 'Pipelines', 'pipelineByNumber', [pipeline]);
  const end = (side === 'SOURCE' ? version.source : version.target) as Fields;
  const [code, service, contract] = await Promise.all([
    read<string>(rpc, 'Institutions', 'codeOf', [end.institution]),
    read<Fields>(rpc, 'Services', 'service', [end.service]),
    read<Fields>(rpc, 'Subchains', 'businessContract', [end.businessContract]),
  ]);
  const path = `${code}/${String(service.code)}`;
  return {
    service: keccakOfText(path) === end.service ? path : undefined,
    contract: Number(contract.status) === 0 ? undefined : String(contract.contractAddress),
  };
}

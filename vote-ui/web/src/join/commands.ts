import { hasForm } from '../parts/commandLine';
import { nodeConsentCommand } from '../registers/inputs/nodeConsentCommand';
import type { PointName } from './checklist';

/**
 * What has to be run on the member's own machine at a point, as `docs/operations.md` has it: keys, certificates and
 * proxies never leave it.
 *
 * @param told code of the institution; what is no code is no part of a command
 */
export function commandsFor(point: PointName, told: string, chainId: number): string[] {
  const code = hasForm('code', told) ? told : 'CODE';
  switch (point) {
    case 'governor':
    case 'operator':
      return [newKey(point)];
    case 'auditor':
      return [
        `${newKey('auditor')}
./govchain account consent --institution ${code} --role auditor --chain-id ${chainId} \\
    --account-keystore auditor.json --account-password-file auditor.password --json`,
      ];
    case 'crosschain':
      return [
        `${newKey('crosschain-proxy')}
./govchain account consent --institution ${code} --role cross-chain --chain-id ${chainId} \\
    --account-keystore crosschain-proxy.json --account-password-file crosschain-proxy.password --json`,
      ];
    case 'node':
      return [nodeConsentCommand(code, chainId)];
    case 'services':
      return [
        `./govchain keys certificate --name ${code}/crosschain-proxy --directory crosschain-proxy-tls --host proxy.${code}.example
./govchain keys certificate --name ${code}/subchain-proxy --directory subchain-proxy-tls --host proxy.${code}.example`,
      ];
    case 'paired':
      return [
        './govchain subchain-proxy --config subchain-proxy.yaml',
        './govchain crosschain-proxy --config crosschain-proxy.yaml',
        'curl -s http://127.0.0.1:9444/health/ready',
      ];
    case 'application':
      return [
        `./govchain keys certificate --name ${code}/app --directory app-tls --host app.${code}.example`,
      ];
    case 'call':
      return [
        `./govchain call --proxy https://127.0.0.1:9441 --proxy-fingerprint 0x... \\
    --application ${code}/app --certificate app-tls/tls.crt --key app-tls/tls.key \\
    --keystore app.json --password-file app.password --pipeline ${code}/PIPELINE \\
    --write source ${code}/CONTRACT 'store(bytes32,string)' '["0x9f3c...","test"]'`,
      ];
    // With the account and the number of its next key: shown by the form.
    case 'protocolKey':
    case 'admitted':
    case 'subchain':
    case 'contract':
    case 'pipeline':
      return [];
  }
}

/** Makes a key, whose file the form takes, or the consent of which it takes. */
function newKey(name: string): string {
  return `(umask 077; head -c 24 /dev/urandom | base64 > ${name}.password)
./govchain keys new --keystore ${name}.json --password-file ${name}.password`;
}

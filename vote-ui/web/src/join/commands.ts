import type { PointName } from './checklist';

/**
 * What has to be run on the member's own machine at a point, as `docs/operations.md` has it: keys, certificates and
 * proxies never leave it.
 */
export function commandsFor(point: PointName, code: string, chainId: number): string[] {
  switch (point) {
    case 'governor':
    case 'operator':
      return [
        `(umask 077; head -c 24 /dev/urandom | base64 > ${point}.password)
./govchain keys new --keystore ${point}.json --password-file ${point}.password`,
      ];
    case 'auditor':
      return [consent('auditor', 'auditor', code, chainId)];
    case 'crosschain':
      return [consent('crosschain-proxy', 'cross-chain', code, chainId)];
    case 'node':
      return [
        `./govchain node consent --node-key-file data/key --institution ${code} --chain-id ${chainId} --json`,
      ];
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
    case 'admitted':
    case 'subchain':
    case 'contract':
    case 'pipeline':
      return [];
  }
}

/** Makes a key, and the consent of that key to an account, which the form then takes. */
function consent(name: string, role: string, code: string, chainId: number): string {
  return `(umask 077; head -c 24 /dev/urandom | base64 > ${name}.password)
./govchain keys new --keystore ${name}.json --password-file ${name}.password
./govchain account consent --institution ${code} --role ${role} --chain-id ${chainId} \\
    --account-keystore ${name}.json --account-password-file ${name}.password --json`;
}

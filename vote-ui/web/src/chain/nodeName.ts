/**
 * Which node an address names, however it is written: scheme and host in any case, an IP address in any form,
 * the port that goes without saying, a slash at the end. The text itself where it is no address.
 */
export function nodeName(address: string): string {
  try {
    const url = new URL(address);
    const host = url.hostname.replace(/\.$/, '');
    return `${url.protocol}//${ipv4(host) ?? host}:${url.port}${url.pathname.replace(/\/+$/, '')}${url.search}`;
  } catch {
    return address;
  }
}

/** The IPv4 address that an IPv6 address stands for; as URLs write these, the last two groups have it. */
function ipv4(host: string): string | undefined {
  const groups = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(host);
  if (groups === null) return undefined;
  const halves = groups.slice(1).map(group => parseInt(group, 16));
  return halves.flatMap(half => [half >> 8, half & 255]).join('.');
}

/** Each node once, by the first of its addresses. */
export function differentNodes(addresses: readonly string[]): string[] {
  const nodes = new Map<string, string>();
  for (const address of addresses) {
    const name = nodeName(address);
    if (!nodes.has(name)) nodes.set(name, address);
  }
  return [...nodes.values()];
}

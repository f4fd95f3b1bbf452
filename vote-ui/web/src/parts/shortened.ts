/** The beginning and the end of an address or digest: enough to tell two apart at a glance, never enough to trust one. */
export function shortened(hex: string): string {
  return hex.length > 20 ? `${hex.slice(0, 8)}…${hex.slice(-6)}` : hex;
}

import { sha256, toUtf8Bytes } from 'ethers';

/** Sections are asked for at every drawing, and may be large. */
const computed = new WeakMap<object, string>();

/** SHA-256 of a section's JSON without spaces, as the server digests it. */
export function sectionDigest(section: unknown): string {
  if (typeof section !== 'object' || section === null) return digest(section ?? null);
  const known = computed.get(section) ?? digest(section);
  computed.set(section, known);
  return known;
}

const digest = (section: unknown): string => sha256(toUtf8Bytes(JSON.stringify(section)));

/** Browsers take what a link names some time after it was followed. */
const TAKEN_MS = 10_000;

/** Hands a file to the reader's downloads. */
export function handOver(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), TAKEN_MS);
}

import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createHash } from 'node:crypto';
import { hexlify, sha256 } from 'ethers';
import { expect, it } from 'vitest';
import { DigestInput } from './DigestInput';

// What Node hands back is no byte array of the browser that is played here.
sha256.register(data => `0x${createHash('sha256').update(hexlify(data).slice(2), 'hex').digest('hex')}`);

/** A file whose content comes when the test says so. */
function slowFile(text: string): { file: File; comes: () => void } {
  let comes = () => undefined as void;
  const content = new Promise<ArrayBuffer>(resolve => {
    comes = () => resolve(Uint8Array.from(text, letter => letter.charCodeAt(0)).buffer);
  });
  return { file: Object.assign(new File([], text), { arrayBuffer: () => content }), comes: () => comes() };
}

it('keeps the digest of the file that was chosen last, however slow an earlier one is', async () => {
  const came: unknown[] = [];
  render(
    <DigestInput
      id="digest"
      value=""
      onChange={value => came.push(value)}
      invalid={false}
      described={undefined}
      of="document"
      label="digest"
    />,
  );
  const input = screen.getByTestId('digest-file');
  const [first, second] = [slowFile('first'), slowFile('second')];
  fireEvent.change(input, { target: { files: [first.file] } });
  fireEvent.change(input, { target: { files: [second.file] } });
  second.comes();
  await waitFor(() => expect(came).toHaveLength(1));
  first.comes();
  await new Promise(resolve => setTimeout(resolve));
  expect(came).toEqual([`0x${createHash('sha256').update('second').digest('hex')}`]);
});

it('names the file only beside its own digest', async () => {
  const came: string[] = [];
  const field = (value: string) => (
    <DigestInput
      id="digest"
      value={value}
      onChange={digest => came.push(String(digest))}
      invalid={false}
      described={undefined}
      of="document"
      label="digest"
    />
  );
  const { rerender } = render(field(''));
  const { file, comes } = slowFile('deed');
  fireEvent.change(screen.getByTestId('digest-file'), { target: { files: [file] } });
  comes();
  await waitFor(() => expect(came).toHaveLength(1));

  rerender(field(came[0] ?? ''));
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('deed'));
  rerender(field(''));
  expect(screen.getByRole('status').textContent).toBe('');
});

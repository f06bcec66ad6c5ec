/** More is not read: whoever pipes in a device or an endless stream is told that it is too large. */
const mostBytes = 16 * 2 ** 20;

/** All of `input`, or as much of it as is needed to know that it is too much. */
export async function readInput(input: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > mostBytes) break;
  }
  return Buffer.concat(chunks);
}

/** The lines of a stream of UTF-8, as many at a time as have come; the last one may lack its newline. */
export async function* linesOf(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of stream) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const [head = '', ...rest] = text.split('\n');
    const last = rest.pop();
    if (last === undefined) {
      parts.push(head);
      continue;
    }
    yield [parts.join('') + head, ...rest];
    parts = [last];
  }
  const tail = parts.join('') + decoder.decode();
  if (tail !== '') yield [tail];
}

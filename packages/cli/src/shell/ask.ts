import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks on the terminal and reads one line; a hidden one is not echoed. Gives `undefined` at ^C, ^D or the end of input. */
export async function ask(question: string, hidden: boolean): Promise<string | undefined> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({
    input: process.stdin,
    output: hidden ? silent : process.stderr,
    terminal: process.stdin.isTTY === true,
    historySize: 0,
  });
  return new Promise((resolve) => {
    let answer: string | undefined;
    reader.once('line', (line) => {
      answer = line;
      reader.close();
    });
    reader.once('SIGINT', () => reader.close());
    reader.once('close', () => {
      if (hidden || answer === undefined) process.stderr.write('\n');
      process.stdin.pause();
      resolve(answer);
    });
  });
}

import { get } from 'node:http';

/** What a client saw of a service that it asked without pause. */
export interface Tally {
  readonly requests: number;
  readonly failed: number;
  /** Each answer with how often it came. */
  readonly seen: ReadonlyMap<string, number>;
}

export interface Client {
  /** Waits until an answer holds the text, asked from now on. */
  sees(text: string): Promise<void>;
  /** Stops asking and gives the tally; again gives it again. */
  stop(): Promise<Tally>;
}

const askers = 4;
const patience = 10_000;

/** Asks a URL without pause, each of a few askers as soon as it has its answer, until it is stopped. */
export function startClient(url: string): Client {
  const seen = new Map<string, number>();
  let requests = 0;
  let failed = 0;
  let last = '';
  let stopped = false;
  const askOn = async (): Promise<void> => {
    while (!stopped) {
      requests += 1;
      const answer = await ask(url);
      if (answer.good) seen.set(answer.body, (seen.get(answer.body) ?? 0) + 1);
      else failed += 1;
      last = answer.body;
    }
  };
  const asking = Promise.all(Array.from({ length: askers }, askOn));
  return {
    sees: async (text) => {
      const until = Date.now() + patience;
      last = '';
      while (!last.includes(text)) {
        if (Date.now() > until) throw new Error(`the client waited for "${text}" and saw "${last}"`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    stop: async () => {
      stopped = true;
      await asking;
      return { requests, failed, seen };
    },
  };
}

function ask(url: string): Promise<{ readonly good: boolean; readonly body: string }> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: patience }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', (error) => resolve({ good: false, body: error.message }));
      response.on('end', () =>
        resolve({ good: response.statusCode === 200, body: Buffer.concat(chunks).toString().trim() }),
      );
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', (error) => resolve({ good: false, body: error.message }));
  });
}

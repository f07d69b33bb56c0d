import type { TransportOptions } from './transport.ts';

/** A timer that is set for longer than this goes off at once. */
const longest = 2 ** 31 - 1;

/** Waits for the end of some work, or gives the reason not to wait for it any longer. */
export async function withinLimits<T>(
  work: Promise<T>,
  { timeout, signal }: TransportOptions,
): Promise<T | 'timeout' | 'cancelled'> {
  if (timeout === undefined && signal === undefined) return work;
  const limit = Promise.withResolvers<'timeout' | 'cancelled'>();
  const cancel = (): void => limit.resolve('cancelled');
  const timer =
    timeout === undefined ? undefined : setTimeout(() => limit.resolve('timeout'), Math.min(timeout * 1000, longest));
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await Promise.race([work, limit.promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}

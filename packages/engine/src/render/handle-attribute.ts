import { writeAddress } from '../hot/address.ts';
import type { Value, ValueMap } from '../hot/value.ts';

/**
 * An attribute of a wait condition's handle: where Heat gives a URL and a token to post a signal with, the command that
 * sends it. It may be followed by `--data-binary JSON`, as Heat's `curl_cli` may. Other transports than `TOKEN_SIGNAL` have
 * none of them, as in Heat, but for `signal`. Heat: `wait_condition_handle.py`, wallaby.
 */
export function handleAttribute(deployment: string, address: string, name: string, properties: ValueMap): Value {
  const command = `tyto signal ${deployment} ${quoted(writeAddress({ address, kind: 'resource', path: [] }))}`;
  switch (name) {
    case 'curl_cli':
      return (properties.get('signal_transport') ?? 'TOKEN_SIGNAL') === 'TOKEN_SIGNAL' ? command : null;
    case 'signal':
      return JSON.stringify({ command });
    // There is no endpoint to post to, and so no token for it.
    default:
      return null;
  }
}

/** As one word of a POSIX shell. */
function quoted(text: string): string {
  return /^[A-Za-z0-9_./%-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

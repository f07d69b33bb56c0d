/** A host's name as an inventory's key gives it, taken apart. */
export interface HostAddress {
  /** May still hold ranges. */
  readonly host: string;
  readonly port?: number;
}

// Ansible: `parsing/utils/addresses.py`, 2.14, pattern for pattern.
const numericRange = String.raw`\[[0-9]+:[0-9]+(?::[0-9]+)?\]`;
const hexadecimalRange = String.raw`\[[0-9a-f]+:[0-9a-f]+(?::[0-9]+)?\]`;
const alphanumericRange = String.raw`\[(?:[a-z]:[a-z]|[0-9]+:[0-9]+)(?::[0-9]+)?\]`;
const byte = `(?:[01]?[0-9]{1,2}|2[0-4][0-9]|25[0-5]|${numericRange})`;
const word = String.raw`\p{L}\p{N}_`;
const label = `(?:[${word}]|${alphanumericRange})(?:[${word}-]|${alphanumericRange})*(?<![_-])`;
const part = `(?:[0-9a-f]{1,4}|${hexadecimalRange})`;

const hostnames: readonly RegExp[] = [
  new RegExp(`^(?:${byte}\\.){3}${byte}$`, 'iu'),
  new RegExp(`^(?:${ipv6Forms().join('|')})$`, 'iu'),
  new RegExp(`^${label}(?:\\.${label})*$`, 'iu'),
];

const bracketedPort = /^\[(.+)\]:([0-9]+)$/u;
const plainPort = /^((?:[^:[\]]|\[[^\]]*\])*):([0-9]+)$/u;

function ipv6Forms(): readonly string[] {
  const dotted = `(?:${part}\\.){3}${part}`;
  const split = [2, 3, 4, 5, 6].map((head) => `(?:${part}:){${head}}(?::${part}){1,${7 - head}}`);
  return [
    `(?:${part}:){7}${part}`,
    `(?:${part}:){1,6}:`,
    `(?:${part}:)(?::${part}){1,6}`,
    ...split,
    `:(?::${part}){1,6}`,
    `${part}?::`,
    `(?:0:){6}${dotted}`,
    `::(?:ffff:)?${dotted}`,
    `(?:0:){5}ffff:${dotted}`,
  ];
}

/**
 * Takes a host's key apart into name and port: `web:2222`, `[web]:2222`, `[2001:db8::1]:22`. What is no valid address
 * is a name as a whole, its colon included. Ansible: `BaseInventoryPlugin._expand_hostpattern`, 2.14.
 */
export function parseHostAddress(key: string): HostAddress {
  let host = key;
  let port: number | undefined;
  for (const pattern of [bracketedPort, plainPort]) {
    const match = pattern.exec(host);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    host = match[1];
    port = Number(match[2]);
  }
  // Ansible sets no variable for port 0.
  if (port === undefined || !hostnames.some((pattern) => pattern.test(host))) return { host: key };
  return port === 0 ? { host } : { host, port };
}

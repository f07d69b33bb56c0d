import type { SshConnection } from '../../inventory/inventory.ts';

/** Why there is no way to a host, for a person: from what ssh or the host's login said, with what to do where we know it. */
export function sshFailure(connection: SshConnection, said: string, knownHosts: string): string {
  const name = nameOf(connection);
  if (said.includes('REMOTE HOST IDENTIFICATION HAS CHANGED') || said.includes('Host key verification failed')) {
    return `the key of ${name} is not the one that was seen first. If the host was really set up anew, forget the old key: ssh-keygen -R '${knownName(connection)}' -f '${knownHosts}'`;
  }
  const lines = said
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !/^(?:Warning: Permanently added|mux_client|Pseudo-terminal)/.test(line));
  const last = lines.at(-1) ?? '';
  if (/Permission denied \(/.test(last)) {
    const key = connection.privateKeyFile ?? "ssh's own choice of keys";
    return `${name} does not let us in with ${key}: ${last}`;
  }
  if (/^sudo: /.test(last))
    return `sudo on ${name} does not let us become '${connection.become}' without asking: ${last}`;
  return last === '' ? `the connection to ${name} was lost` : `${name} can not be reached: ${last}`;
}

function nameOf({ user, host, port }: SshConnection): string {
  return `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : ` port ${port}`}`;
}

/** A host as its key is filed. */
function knownName({ host, port }: SshConnection): string {
  return port === undefined || port === 22 ? host : `[${host}]:${port}`;
}

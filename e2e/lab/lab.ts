/**
 * Hosts to try things on, as root:
 *
 *     node e2e/lab/lab.ts up N                  makes N hosts; the inventory is printed
 *     node e2e/lab/lab.ts ssh N COMMAND...      a command on a host, or a shell
 *     node e2e/lab/lab.ts control COMMAND...    a command that sees the hosts, such as bin/tyto
 *     node e2e/lab/lab.ts cut|heal N            takes its link away, gives it back
 *     node e2e/lab/lab.ts reboot N              its disk stays, its boot id does not
 *     node e2e/lab/lab.ts down                  leaves nothing but the base, which is kept for the next lab
 */
import { spawnSync } from 'node:child_process';
import { baseRoot, installTools, labMissing } from './base.ts';
import { addressOf, bringUp, controlNamespace, keyOf, labOf, powerOff, powerOn, setLink, takeDown } from './hosts.ts';
import { inventoryText } from './inventory-text.ts';

const [command = '', ...rest] = process.argv.slice(2);
const missing = labMissing();
if (missing !== undefined) {
  console.error(`error: ${missing}`);
  process.exit(1);
}
installTools();
const lab = labOf(baseRoot());

function numberOf(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d*$/.test(text)) throw new Error(`${command} needs a number`);
  return Number(text);
}

function control(args: readonly string[]): void {
  const enter = [`--net=/run/netns/${controlNamespace(lab)}`, ...args];
  process.exitCode = spawnSync('nsenter', enter, { stdio: 'inherit' }).status ?? 1;
}

switch (command) {
  case 'up':
    await bringUp(lab, numberOf(rest[0]));
    process.stdout.write(inventoryText(lab, numberOf(rest[0])));
    break;
  case 'down':
    takeDown(lab);
    break;
  case 'ssh': {
    const known = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR'];
    control(['ssh', '-i', keyOf(lab), ...known, `root@${addressOf(numberOf(rest[0]))}`, ...rest.slice(1)]);
    break;
  }
  case 'control':
    control(rest);
    break;
  case 'cut':
    setLink(lab, numberOf(rest[0]), 'down');
    break;
  case 'heal':
    setLink(lab, numberOf(rest[0]), 'up');
    break;
  case 'reboot':
    powerOff(lab, numberOf(rest[0]));
    await powerOn(lab, numberOf(rest[0]));
    break;
  default:
    console.error('error: expected up, ssh, control, cut, heal, reboot or down');
    process.exitCode = 1;
}

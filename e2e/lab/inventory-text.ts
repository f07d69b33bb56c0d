import { addressOf, hostName, keyOf, type Lab } from './hosts.ts';

/** An Ansible inventory of a lab's hosts: the odd ones are reached as root, the even ones as a user who becomes root. */
export function inventoryText(lab: Lab, count: number): string {
  const hosts = Array.from({ length: count }, (_, index) => {
    const host = index + 1;
    const user = host % 2 === 1 ? 'ansible_user: root' : 'ansible_user: op, ansible_become: true';
    return `    ${hostName(host)}: {ansible_host: ${addressOf(host)}, ${user}}\n`;
  });
  return `all:
  vars:
    ansible_ssh_private_key_file: ${keyOf(lab)}
    ansible_ssh_common_args: -F /dev/null -o IdentitiesOnly=yes
  hosts:
${hosts.join('')}`;
}

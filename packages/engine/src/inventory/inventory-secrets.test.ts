import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replaceWithSecretTags } from '../hot/secret-tags.ts';
import { Unknown } from '../hot/value.ts';
import { findInventorySecrets } from './inventory-secrets.ts';
import { parseInventory } from './parse-inventory.ts';

function secretsIn(text: string): readonly string[] {
  const { value, problems } = findInventorySecrets(text, 'hosts.yaml');
  assert.deepEqual(problems, []);
  return (value ?? []).map((each) => `${each.path.join('/')} = ${each.text}`);
}

test('variables named as passwords are found wherever variables stand', () => {
  assert.deepEqual(
    secretsIn(`
all:
  vars: {ansible_password: p1, app_token: p2, db: {admin_secret: p3, users: [{password: p4}]}}
  hosts:
    web[1:2]: {ansible_become_pass: p5, ansible_ssh_pass: 1234}
  children:
    web: {vars: {ansible_sudo_pass: "p6", DB_PASSWORD: 'p7'}, hosts: {a: {ansible_become_password: p8}}}
`),
    [
      'all/vars/ansible_password = p1',
      'all/vars/app_token = p2',
      'all/vars/db/admin_secret = p3',
      'all/vars/db/users/0/password = p4',
      'all/hosts/web[1:2]/ansible_become_pass = p5',
      'all/hosts/web[1:2]/ansible_ssh_pass = 1234',
      'all/children/web/vars/ansible_sudo_pass = p6',
      'all/children/web/vars/DB_PASSWORD = p7',
      'all/children/web/hosts/a/ansible_become_password = p8',
    ],
  );
});

test('what Ansible Vault encrypted is a secret under any name', () => {
  const text = 'all:\n  vars:\n    x: !vault |\n      $ANSIBLE_VAULT;1.1;AES256\n      6162\n    l: [!vault abc]\n';
  const { value } = findInventorySecrets(text, 'hosts.yaml');
  assert.deepEqual(
    value?.map(({ text, tag }) => [text, tag]),
    [
      ['$ANSIBLE_VAULT;1.1;AES256\n6162\n', '!vault'],
      ['abc', '!vault'],
    ],
  );
});

test('groups and hosts of such names are no secrets, nor are values that hold none', () => {
  assert.deepEqual(
    secretsIn(`
my_secret:
  hosts: {vault_token: {a: 1}}
  children: {get_password: {hosts: {app_secret: }}}
  vars:
    a_password:
    b_password: ~
    c_password: ""
    d_password: yes
    e_password: "{{ vault_e_password }}"
    f_password: !tyto/secret f@1
    password_file: /etc/x
    bypass: x
`),
    [],
  );
});

test('Jinja with a text of its own may hold a secret', () => {
  assert.deepEqual(secretsIn(`g: {vars: {a_pass: "x{{ y }}", b_pass: "{{ 'x' }}", c_pass: "yes"}}`), [
    'g/vars/a_pass = x{{ y }}',
    "g/vars/b_pass = {{ 'x' }}",
    'g/vars/c_pass = yes',
  ]);
});

test('an inventory whose secrets are taken out reads as before, the secrets unknown', () => {
  const text = `# our hosts
all:
  vars:
    ansible_connection: local
    db_password: &p "hunter2"  # change me
    again: *p
    key: !vault |   # from the vault
      $ANSIBLE_VAULT;1.1;AES256
      6162
  hosts:
    one: {ansible_password: hunter2}
`;
  const found = findInventorySecrets(text, 'hosts.yaml').value ?? [];
  const written = replaceWithSecretTags(
    text,
    found.map(({ start, end }, at) => ({ start, end, name: `s${at}`, version: 1 })),
  );
  assert.equal(
    written,
    `# our hosts
all:
  vars:
    ansible_connection: local
    db_password: &p !tyto/secret s0@1  # change me
    again: *p
    key: !tyto/secret s1@1 # from the vault
  hosts:
    one: {ansible_password: !tyto/secret s2@1}
`,
  );
  const variables = parseInventory(written, 'hosts.yaml').value?.nodes.get('one')?.variables;
  const secret = (name: string): Unknown => new Unknown({ kind: 'secret', name, version: 1 });
  assert.deepEqual(Object.fromEntries(variables ?? []), {
    ansible_connection: 'local',
    db_password: secret('s0'),
    again: secret('s0'),
    key: secret('s1'),
    ansible_password: secret('s2'),
  });
});

test('a text that is not YAML is a problem', () => {
  assert.equal(findInventorySecrets('a: "x', 'hosts.yaml').problems[0]?.code, 'yaml-syntax');
});

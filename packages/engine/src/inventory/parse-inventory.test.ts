import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { Float, Unknown } from '../hot/value.ts';
import type { Inventory } from './inventory.ts';
import { parseInventory } from './parse-inventory.ts';

function parse(text: string): Inventory {
  const { value, problems } = parseInventory(text, 'hosts.yaml');
  assert.deepEqual(problems, []);
  assert.ok(value !== undefined);
  return value;
}

function problemsOf(text: string): readonly Diagnostic[] {
  const { value, problems } = parseInventory(text, 'hosts.yaml');
  assert.ok(value === undefined || !hasErrors(problems));
  return problems;
}

/** Each problem as `line:column path: message`. */
function told(text: string): readonly string[] {
  return problemsOf(text).map(({ at, path, message }) => `${at?.line}:${at?.column} ${path ?? ''}: ${message}`);
}

function variablesOf(inventory: Inventory, node: string): Readonly<Record<string, unknown>> {
  const { ansible_connection, ...others } = Object.fromEntries(inventory.nodes.get(node)?.variables ?? []);
  assert.equal(ansible_connection, 'local');
  return others;
}

const local = 'vars: {ansible_connection: local}';

test('a node comes with its place, groups, variables and connection', () => {
  const inventory = parse(`all:\n  ${local}\n  children:\n    web:\n      hosts:\n        web1: {port: 80}\n`);
  assert.deepEqual(inventory.nodes.get('web1'), {
    name: 'web1',
    at: { file: 'hosts.yaml', line: 6, column: 9 },
    groups: ['web'],
    variables: new Map<string, unknown>([
      ['ansible_connection', 'local'],
      ['port', 80],
    ]),
    connection: { kind: 'local' },
  });
});

test('a deeper group wins over its parents, and the host over all groups', () => {
  const inventory = parse(`
all:
  vars: {ansible_connection: local, a: all, b: all, c: all, d: all}
  children:
    zone:
      vars: {b: zone, c: zone, d: zone}
      children:
        api:
          vars: {c: api, d: api}
          hosts:
            one: {d: host}
`);
  assert.deepEqual(variablesOf(inventory, 'one'), { a: 'all', b: 'zone', c: 'api', d: 'host' });
});

test('of groups of one depth the later name wins, but priority before the name', () => {
  const inventory = parse(`
all: {${local}}
a: {hosts: {one: , two: }, vars: {v: a, w: a, ansible_group_priority: 10}}
b: {hosts: {one: , two: }, vars: {v: b, w: b, x: b}}
c: {hosts: {two: }, vars: {x: c}}
`);
  assert.deepEqual(variablesOf(inventory, 'one'), { v: 'a', w: 'a', x: 'b' });
  assert.deepEqual(variablesOf(inventory, 'two'), { v: 'a', w: 'a', x: 'c' });
});

test('the depth of a group is that of its longest way from the top', () => {
  const inventory = parse(`
all:
  ${local}
  children:
    a: {vars: {v: a}, hosts: {one: }}
    z: {children: {y: {children: {a: }}, b: {vars: {v: b}, hosts: {one: }}}}
`);
  assert.deepEqual(variablesOf(inventory, 'one'), { v: 'a' });
});

test('a group or host that stands in several places is one, and the last definition wins', () => {
  const inventory = parse(`
web: {hosts: {one: {a: 1, b: 1}}, vars: {g: 1, h: 1}}
all:
  ${local}
  children:
    web: {hosts: {two: , one: {b: 2}}, vars: {h: 2}}
`);
  assert.deepEqual(variablesOf(inventory, 'one'), { g: 1, h: 2, a: 1, b: 2 });
  assert.deepEqual(inventory.groups.get('web'), ['one', 'two']);
});

test('a map replaces a map and is not merged with it', () => {
  const inventory = parse(`all: {vars: {ansible_connection: local, m: {a: 1}}, hosts: {one: {m: {b: 2}}}}`);
  assert.deepEqual(variablesOf(inventory, 'one'), { m: new Map([['b', 2]]) });
});

test('groups hold the nodes of their children, in the order of the source', () => {
  const inventory = parse(`
all:
  ${local}
  hosts: {lone: }
  children:
    site: {children: {db: {hosts: {d1: }}, web: {hosts: {w1: , d1: }}}}
    empty:
`);
  assert.deepEqual(
    [...inventory.groups],
    [
      ['all', ['lone', 'd1', 'w1']],
      ['ungrouped', ['lone']],
      ['site', ['d1', 'w1']],
      ['db', ['d1']],
      ['web', ['d1', 'w1']],
      ['empty', []],
    ],
  );
  assert.deepEqual(inventory.nodes.get('d1')?.groups, ['db', 'site', 'web']);
  assert.deepEqual(inventory.nodes.get('lone')?.groups, ['ungrouped']);
});

test('a host of another group is not ungrouped, even where it is listed there', () => {
  const inventory = parse(`all: {${local}}\nungrouped: {hosts: {a: , b: }, vars: {u: 1}}\nweb: {hosts: {b: }}\n`);
  assert.deepEqual(inventory.groups.get('ungrouped'), ['a']);
  assert.deepEqual(variablesOf(inventory, 'a'), { u: 1 });
  assert.deepEqual(variablesOf(inventory, 'b'), {});
});

test('ranges name many hosts, and a port becomes a variable', () => {
  const inventory = parse(`all: {${local}, hosts: {"web[01:03:2]:2222": {v: 1}, "[2001:db8::1]:22": }}`);
  assert.deepEqual([...inventory.nodes.keys()], ['web01', 'web03', '2001:db8::1']);
  assert.deepEqual(variablesOf(inventory, 'web03'), { ansible_port: 2222, v: 1 });
  assert.deepEqual(variablesOf(inventory, '2001:db8::1'), { ansible_port: 22 });
});

test('values keep their types, and anchors and merge keys are followed', () => {
  const inventory = parse(`
x-common: {vars: &common {f: 1.0, i: 1, s: "1", n: , v: !vault abc, p: !tyto/secret pw@2}}
all: {${local}, hosts: {one: {<<: *common, i: 2}}}
`);
  const variables = variablesOf(inventory, 'one');
  const secret = new Unknown({ kind: 'secret', name: 'pw', version: 2 });
  assert.deepEqual(variables, { f: new Float(1), i: 2, s: '1', n: null, v: 'abc', p: secret });
});

test('localhost is local without saying so', () => {
  assert.deepEqual(parse('all: {hosts: {localhost: }}').nodes.get('localhost')?.connection, { kind: 'local' });
});

test('a host that says nothing of its connection is reached by ssh under its name', () => {
  const unsaid = { port: undefined, user: undefined, privateKeyFile: undefined, commonArgs: [], become: undefined };
  for (const said of ['', 'ansible_connection: ssh', 'ansible_connection: smart', 'ansible_port: , ansible_user: ""']) {
    const { connection } = parse(`all: {hosts: {a: {${said}}}}`).nodes.get('a') ?? {};
    assert.deepEqual(connection, { kind: 'ssh', host: 'a', ...unsaid }, said);
  }
});

test('the variables of a connection by ssh', () => {
  const inventory = parse(`
all:
  vars: {ansible_user: all, ansible_become: yes}
  hosts:
    a:
      ansible_host: 192.0.2.1
      ansible_port: "2222"
      ansible_user: op
      ansible_ssh_private_key_file: ~/.ssh/key
      ansible_ssh_common_args: -o ProxyCommand="ssh -W %h:%p jump" -4
      ansible_ssh_extra_args: -v
    "b:22": {ansible_become_user: app, ansible_become_method: sudo}
    c: {ansible_become: "False", ansible_ssh_user: c, ansible_become_password: x}
`);
  const common = { kind: 'ssh', user: 'all', port: undefined, privateKeyFile: undefined, commonArgs: [] };
  assert.deepEqual(
    [...inventory.nodes.values()].map(({ connection }) => connection),
    [
      {
        ...common,
        host: '192.0.2.1',
        port: 2222,
        user: 'op',
        privateKeyFile: '~/.ssh/key',
        commonArgs: ['-o', 'ProxyCommand=ssh -W %h:%p jump', '-4', '-v'],
        become: 'root',
      },
      { ...common, host: 'b', port: 22, become: 'app' },
      { ...common, host: 'c', user: 'c', become: undefined },
    ],
  );
});

test('what ssh can not be given is told where it is said', () => {
  assert.deepEqual(
    told(`
all:
  vars: {ansible_become: perhaps, ansible_user: -oProxyCommand=x}
  hosts:
    a: {ansible_host: a b, ansible_port: 70000, ansible_private_key_file: key, ansible_ssh_common_args: "-o 'x"}
    b: {ansible_port: 22.5, ansible_user: [b], ansible_host: !tyto/secret host@1}
    c: {ansible_become: true, ansible_become_method: su, ansible_user: c}
`),
    [
      '3:26 all.vars.ansible_become: The connection variable "ansible_become" has a value that it cannot have',
      '5:23 all.hosts.a.ansible_host: The connection variable "ansible_host" has a value that it cannot have',
      '5:42 all.hosts.a.ansible_port: The connection variable "ansible_port" has a value that it cannot have',
      '3:49 all.vars.ansible_user: The connection variable "ansible_user" has a value that it cannot have',
      '5:75 all.hosts.a.ansible_private_key_file: The connection variable "ansible_private_key_file" has a value that it cannot have',
      '5:105 all.hosts.a.ansible_ssh_common_args: The connection variable "ansible_ssh_common_args" has a value that it cannot have',
      '6:75 all.hosts.b.ansible_host: The connection variable "ansible_host" is a secret',
      '6:23 all.hosts.b.ansible_port: The connection variable "ansible_port" has a value that it cannot have',
      '6:43 all.hosts.b.ansible_user: The connection variable "ansible_user" has a value that it cannot have',
      '7:54 all.hosts.c.ansible_become_method: The connection variable "ansible_become_method" has a value that it cannot have',
    ],
  );
});

test('passwords are refused for hosts that are reached by ssh, and keys asked for', () => {
  const text = `
all:
  vars: {ansible_password: !tyto/secret pw@1}
  hosts:
    a:
    b: {ansible_connection: local, ansible_become: false, ansible_become_pass: x}
    c: {ansible_become: true, ansible_become_pass: x}
`;
  assert.deepEqual(told(text), [
    '3:41 all.vars.ansible_password: The variable "ansible_password" is of no use here: Hosts are reached with keys, never with passwords',
    '7:52 all.hosts.c.ansible_become_pass: The variable "ansible_become_pass" is of no use here: A user becomes another by "sudo -n", which never asks for a password',
  ]);
  assert.match(problemsOf(text)[0]?.hint ?? '', /public key/);
});

test('another connection is told once for all hosts that get it', () => {
  assert.deepEqual(
    told('all:\n  hosts: {a: }\nweb:\n  vars: {ansible_connection: winrm}\n  hosts: {w1: , w2: , "c[1:9]": }\n'),
    ['4:30 web.vars.ansible_connection: The hosts "w1", "w2", "c1" and 8 more have the connection "winrm"'],
  );
  const [problem] = problemsOf('all: {hosts: {localhost: {ansible_connection: [docker]}}}');
  assert.deepEqual(
    [problem?.code, problem?.message, problem?.expected],
    ['inventory-connection', 'The host "localhost" has the connection that is no name', 'ssh or local'],
  );
});

test('a connection that every host overrides does no harm', () => {
  const inventory = parse('all: {vars: {ansible_connection: winrm}, hosts: {a: {ansible_connection: local}}}');
  assert.deepEqual(inventory.nodes.get('a')?.connection, { kind: 'local' });
});

test('Jinja is an error in connection variables and fine in others', () => {
  assert.deepEqual(
    told(`
all:
  vars: {ansible_connection: "{{ c }}", ansible_user: "{% if x %}a{% endif %}", other: "{{ x }}"}
  hosts:
    a[1:3]: {ansible_ssh_common_args: "-o {{ x }}", ansible_become_password: "{{ p }}", ansible_host: 10.0.0.1}
`),
    [
      '3:30 all.vars.ansible_connection: The connection variable "ansible_connection" holds a Jinja expression',
      '3:55 all.vars.ansible_user: The connection variable "ansible_user" holds a Jinja expression',
      '5:39 all.hosts["a[1:3]"].ansible_ssh_common_args: The connection variable "ansible_ssh_common_args" holds a Jinja expression',
      '5:78 all.hosts["a[1:3]"].ansible_become_password: The connection variable "ansible_become_password" holds a Jinja expression',
    ],
  );
});

test('wrong forms are told all at once, each at its place', () => {
  assert.deepEqual(
    told(`
all:
  vars: [a]
  hosts:
    a: 1
    b: {ansible_connection: local}
  childern: {web: }
web: text
db:
  hosts: [x, y]
  children: 7
  vars: {ansible_group_priority: high}
`),
    [
      '3:9 all.vars: A list stands where a map is needed',
      '5:8 all.hosts.a: A single value stands where a map is needed',
      '7:3 all.childern: A group has no key "childern"',
      '8:6 web: A single value stands where a map is needed',
      '10:10 db.hosts: A list stands where a map is needed',
      '11:13 db.children: A single value stands where a map is needed',
      '12:34 db.vars.ansible_group_priority: The priority of a group is not a whole number',
    ],
  );
  assert.equal(problemsOf('all: {childern: }')[0]?.hint, 'Did you mean "children"?');
});

test('what is no inventory at all is told as such', () => {
  assert.deepEqual(told(''), ['1:1 : The inventory is empty']);
  assert.deepEqual(told('- a\n- b\n'), ['1:1 : The inventory is no map of groups']);
  assert.deepEqual(told('\nplugin: aws_ec2\n'), [
    '2:1 plugin: The file configures an inventory plugin and is no inventory',
  ]);
  assert.equal(problemsOf('all: {hosts: {a: "x}')[0]?.code, 'yaml-syntax');
});

test('wrong ranges are told with what would be right', () => {
  const [first, second, ...more] = problemsOf(`all: {${local}, hosts: {"web[1:": , "db[3:1]": }}`);
  assert.equal(first?.message, 'The range "web[1:" has brackets that do not match');
  assert.equal(second?.message, 'The range "[3:1]" begins after its end');
  assert.equal(second?.expected, 'a begin that is not after the end');
  assert.deepEqual(more, []);
});

test('hosts without end are refused before they are made', () => {
  const keys = Array.from({ length: 50 }, (_, at) => `"a${at}x[1:90000]": `);
  const problems = problemsOf(`all: {${local}, hosts: {${keys.join(', ')}}}`);
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['The inventory names hosts more than 1000000 times'],
  );
});

test('names that stand for two things are errors', () => {
  assert.deepEqual(
    told(`
all: {${local}}
web: {hosts: {db: , a: {v: 1, v: 2}, a: }}
db: {hosts: {all: }}
web: {}
`),
    ['5:1 web: The key "web" stands in this map before', '4:14 db.hosts.all: The host "all" has the name of a group'],
  );
  assert.deepEqual(told(`all: {${local}, hosts: {a: {v: 1, v: 2}, a: }}`), [
    '1:67 all.hosts.a: The key "a" stands in this map before',
  ]);
});

test('a name that means something else in YAML asks for quotes', () => {
  assert.deepEqual(told(`all: {${local}, hosts: {no: , 010: , 1: , "yes": }}\noff: {}\n`), [
    '1:50 all.hosts.false: The name no of a host means "false" in YAML',
    '1:56 all.hosts.8: The name 010 of a host means "8" in YAML',
    '2:1 false: The name off of a group means "false" in YAML',
  ]);
});

test('groups in a circle are told with the way round', () => {
  assert.deepEqual(
    told(`all: {${local}}\na: {children: {b: {children: {c: }}}}\nc: {children: {a: , d: }}\nd: {children: {d: }}\n`),
    [
      '4:16 d.children.d: Groups contain each other in a circle: d → d',
      '3:16 c.children.a: Groups contain each other in a circle: a → b → c → a',
    ],
  );
  assert.deepEqual(told(`a: {children: {all: }}`), ['1:16 a.children.all: The group "a" contains the group "all"']);
});

test('the group ungrouped has no place among others', () => {
  assert.deepEqual(
    told(`all: {${local}, children: {ungrouped: }}\nungrouped: {children: {b: }}\nc: {children: {ungrouped: }}\n`),
    [
      '2:24 ungrouped.children.b: The group "ungrouped" cannot contain groups or lie in another than "all"',
      '3:16 c.children.ungrouped: The group "ungrouped" cannot contain groups or lie in another than "all"',
    ],
  );
});

test('a port behind a host that is named before is told to be passed over', () => {
  const text = `all: {${local}, hosts: {a: }}\nweb: {hosts: {"a:22": }}\n`;
  assert.deepEqual(
    problemsOf(text).map(({ severity }) => severity),
    ['warning'],
  );
  assert.equal(parseInventory(text, 'hosts.yaml').value?.nodes.get('a')?.variables.has('ansible_port'), false);
});

test('that nobody is become on a local node is a warning, told once where it is said', () => {
  const text = 'all:\n  vars: {ansible_become: yes, ansible_connection: local}\n  hosts: {a: , b: }\n';
  const { value, problems } = parseInventory(text, 'i.yaml');
  assert.equal(value?.nodes.size, 2);
  assert.deepEqual(
    problems.map(({ severity, at }) => [severity, at?.line]),
    [['warning', 2]],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { askPython, withoutPython } from '../hot/testing/python.ts';
import { capacitySteps, type inPlace, memberBatches } from './member-batches.ts';

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

interface Case {
  readonly wanted: readonly string[];
  readonly present: readonly string[];
  readonly changing: readonly string[];
  readonly maxBatchSize: number;
  readonly minInService: number;
}

/** A group of some size that comes to another size, some of its members changed, and some of its names given up. */
const groups: fc.Arbitrary<Case> = fc
  .record({
    target: fc.nat({ max: 12 }),
    present: fc.nat({ max: 12 }),
    skipped: fc.array(fc.nat({ max: 6 }), { maxLength: 3 }),
    changed: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
    maxBatchSize: fc.integer({ min: 1, max: 6 }),
    minInService: fc.nat({ max: 14 }),
  })
  .map(({ target, present, skipped, changed, maxBatchSize, minInService }) => {
    const wanted = names(target + 10)
      .filter((name) => !skipped.includes(Number(name)))
      .slice(0, target);
    const changing = names(present).filter((name) => changed[Number(name)] === true && wanted.includes(name));
    return { wanted, present: names(present), changing, maxBatchSize, minInService };
  });

const batchesOf = ({ wanted, present, changing, ...policy }: Case) =>
  memberBatches({ wanted, present: new Set(present), changing: new Set(changing) }, policy);

test('every member that is new or changed is in one batch, no other is, and no batch is empty or too large', () => {
  fc.assert(
    fc.property(groups, (group) => {
      const batches = batchesOf(group);
      const due = group.wanted.filter((name) => !group.present.includes(name) || group.changing.includes(name));
      assert.deepEqual(batches.flat().sort(), due.sort());
      for (const batch of batches) assert.ok(batch.length > 0 && batch.length <= group.maxBatchSize);
    }),
    { numRuns: 2000 },
  );
});

test('as many members as the policy asks for are left alone at any time, or all but one where it asks for all', () => {
  fc.assert(
    fc.property(groups, (group) => {
      const present = new Set(group.present);
      const least = Math.min(group.minInService, group.wanted.length, present.size, Math.max(0, present.size - 1));
      for (const batch of batchesOf(group)) {
        const updated = batch.filter((name) => present.has(name));
        if (updated.length > 0) assert.ok(present.size - updated.length >= least, JSON.stringify(batch));
        for (const name of batch) present.add(name);
      }
    }),
    { numRuns: 2000 },
  );
});

test('the last members go first, new ones before them', () => {
  const all = { present: names(5), wanted: names(5), changing: names(5), minInService: 0 };
  assert.deepEqual(batchesOf({ ...all, maxBatchSize: 2 }), [['4', '3'], ['2', '1'], ['0']]);
  assert.deepEqual(batchesOf({ ...all, wanted: names(7), maxBatchSize: 3 }), [['5', '6', '4'], ['3', '2', '1'], ['0']]);
  assert.deepEqual(batchesOf({ ...all, maxBatchSize: 4, minInService: 3 }), [['4', '3'], ['2', '1'], ['0']]);
  assert.deepEqual(batchesOf({ ...all, maxBatchSize: 4, minInService: 9 }), [['4'], ['3'], ['2'], ['1'], ['0']]);
});

/** Heat's own group, of which only what it asks of the database is put in. */
const heat = `
import warnings; warnings.simplefilter('ignore')
import itertools
from heat.common import grouputils
from heat.engine.resources.openstack.heat import resource_group
from heat.scaling import template as scl_template
Group = resource_group.ResourceGroup
class Stub(object):
    def __init__(self, wanted, present, changing):
        self.wanted, self.changing = wanted, changing
        self.members = [(name, 'old' if name in changing else 'new') for name in present]
    def _resource_names(self, size=None):
        skipped = [str(n) for n in range(int(self.wanted[-1]) if self.wanted else 0) if str(n) not in self.wanted]
        names = (n for n in map(str, itertools.count()) if n not in skipped)
        return itertools.islice(names, len(self.wanted) if size is None else size)
    def _name_skiplist(self): return set()
    def get_size(self): return len(self.wanted)
    def get_resource_def(self, include_all): return 'new'
    def build_resource_definition(self, name, definition): return definition
    def _add_output_defns_to_template(self, tmpl, names): pass
def answer(q):
    if 'target' in q:
        return list(Group._get_batches(q['target'], q['current'], q['maxBatchSize'], q['minInService']))
    stub = Stub(q['wanted'], q['present'], q['changing'])
    grouputils.get_member_definitions = lambda group: stub.members
    scl_template.make_template = lambda definitions, version=None: list(definitions)
    batches = []
    for capacity, updates in Group._get_batches(len(q['wanted']), len(q['present']), q['maxBatchSize'], q['minInService']):
        before = dict(stub.members)
        stub.members = Group._assemble_for_rolling_update(stub, capacity, updates)
        batches.append([name for name, definition in stub.members if definition == 'new' and before.get(name) != 'new'])
    return [batch for batch in batches if batch]
`;

const skip = withoutPython('heat.scaling', 'heat.engine.resources.openstack.heat.resource_group');

test("the numbers are those of Heat's own functions", { skip }, () => {
  const capacity = fc.record({
    target: fc.nat({ max: 20 }),
    current: fc.nat({ max: 20 }),
    maxBatchSize: fc.integer({ min: 1, max: 8 }),
    minInService: fc.nat({ max: 22 }),
  });
  const questions = fc.sample(capacity, 2000);
  const answers = askPython(heat, questions);
  for (const [index, question] of questions.entries()) {
    const ours = capacitySteps(question).map((each) => [each.capacity, each.renewed]);
    assert.deepEqual({ answer: ours }, answers[index], JSON.stringify(question));
  }
});

test("the members of each batch are those of Heat's own group, wherever it makes no member for a while", {
  skip,
}, () => {
  // What is to go is changed by Heat too, as long as it is there, and may stand for what is to be made; here it never is.
  const questions = fc.sample(groups, 4000).filter(({ wanted, present, maxBatchSize, minInService }) => {
    const capacity = { target: wanted.length, current: present.length, maxBatchSize, minInService };
    return present.every((name) => wanted.includes(name)) && isHeats(capacity);
  });
  assert.ok(questions.length > 500, String(questions.length));
  const answers = askPython(heat, questions);
  for (const [index, question] of questions.entries()) {
    const ours = batchesOf(question).map((batch) => [...batch].sort());
    const theirs = answers[index];
    assert.ok(typeof theirs === 'object' && theirs !== null && 'answer' in theirs, JSON.stringify(theirs));
    assert.ok(Array.isArray(theirs.answer));
    assert.deepEqual(
      ours,
      theirs.answer.map((batch: readonly string[]) => [...batch].sort()),
      JSON.stringify(question),
    );
  }
});

function isHeats(capacity: Parameters<typeof inPlace>[0]): boolean {
  const most = Math.max(capacity.target, capacity.current);
  return capacitySteps(capacity).every((step) => step.capacity <= most);
}

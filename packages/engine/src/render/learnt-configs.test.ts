import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SoftwareConfig } from '../resource/software-config.ts';
import { learningOver } from './learnt-configs.ts';

test('what is learnt over what is known is not known below, and hides what is', () => {
  const config = (): SoftwareConfig => ({
    kind: 'SoftwareConfig',
    inputs: [],
    outputs: [],
    options: new Map(),
    scripts: [],
  });
  const [first, second] = [config(), config()];
  const below = new Map([['a', first]]);
  const over = learningOver(below);
  assert.equal(over.get('a'), first);
  over.set('a', second);
  over.set('b', second);
  assert.deepEqual([over.get('a'), over.get('b'), over.get('c')], [second, second, undefined]);
  assert.deepEqual([...below], [['a', first]]);
});

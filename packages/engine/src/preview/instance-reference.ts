import type { Value } from '../hot/value.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { Instance } from '../state/state.ts';

/**
 * What `get_resource` gives of something deployed, where only its deployment decides that: the value of a RandomString, as
 * in Heat, else the id of the instance. Undefined where the reference is known without it.
 */
export function instanceReference({ id, type, attributes }: Instance): Value | undefined {
  switch (resourceType(type)?.role) {
    case 'generated':
      return attributes.get('value');
    case 'deployment':
    case 'wait-handle':
    case 'test':
    case 'foreign':
      return id;
    case 'config':
    case 'server':
    case 'value':
    case 'delay':
    case 'wait-condition':
    case 'group':
    case undefined:
      return undefined;
  }
}

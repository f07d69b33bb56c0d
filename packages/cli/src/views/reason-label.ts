import type { Value } from '@tyto/engine/hot/value.ts';
import type { Reason } from '@tyto/engine/preview/explain/explanation.ts';

/** What a reason is, in words, without its place. */
export function reasonLabel(reason: Reason, shown: (value: Value) => string): string {
  const { value, secret, outcome, through = [], decides, above, cut } = reason;
  const said = secret === true ? '(secret)' : value === undefined ? undefined : shown(value);
  const words = [
    outcome === undefined ? undefined : `${outcome}:`,
    decides === true ? 'decided by' : undefined,
    nounOf(reason),
    said === undefined ? undefined : `= ${said}`,
  ];
  const text = words.filter((each) => each !== undefined).join(' ');
  const functions = through.length === 0 ? '' : `, through ${through.join(', ')}`;
  return `${text}${functions}${above === true ? ' (see above)' : ''}${cut === true ? ' (and so on)' : ''}`;
}

function nounOf({ what, name = '', detail }: Reason): string {
  const more = detail === undefined ? '' : ` (${detail})`;
  switch (what) {
    case 'literal':
      return 'written here';
    case 'set':
      return `--set ${name}`;
    case 'environment':
      return `environment ${name}`;
    case 'parameter_defaults':
      return `parameter_defaults of ${name}`;
    case 'default':
      return name === '' ? 'default' : `default of ${name}`;
    case 'attribute':
      return `attribute ${name}`;
    case 'run-time':
      return `${name}${more}`;
    case 'index':
      return `${name} is replaced by the member's name`;
    case 'parameter':
    case 'property':
    case 'output':
    case 'script':
    case 'resource':
    case 'condition':
    case 'file':
    case 'text':
    case 'variable':
      return `${what} ${name}${more}`;
  }
}

import { type Checked, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { typeForms } from './coerce-parameter.ts';
import { coerceValue } from './coerce-value.ts';
import type { ParameterSchema } from './parameter.ts';
import type { Value } from './value.ts';

/**
 * A text from outside of any file (a command line, a form, a file given whole) as the parameter's type has it, never as
 * YAML: text stays what it is, numbers, boolean words, JSON and lists with commas are read. A problem where the type does
 * not take it; the text is not quoted where the parameter is hidden. Constraints are not looked at.
 */
export function coerceText(schema: ParameterSchema, text: string): Checked<Value> {
  const value = coerceValue(schema.type, text);
  if (value !== undefined) return { value, problems: [] };
  const quoted = schema.hidden ? '' : ` ${JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text)}`;
  const message = `The text${quoted} for parameter "${schema.name}" is not of type ${schema.type}`;
  const path = formatPath(['parameters', schema.name]);
  return { problems: [problem('parameter-value', message, { path, expected: textForms[schema.type] })] };
}

const textForms = { ...typeForms, comma_delimited_list: 'items with commas between them', json: 'JSON' };

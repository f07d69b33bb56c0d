import type { Code } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { atLeast, type TemplateVersion } from '../hot/version.ts';
import { breaksLater } from './breaks-later.ts';
import type { Pass } from './run-pass.ts';

/**
 * What Heat meets only when it makes a resource: what it finds in a stack as it is written, or with its attributes still
 * null, it refuses before anything is made. Heat: `stack.py`, validate; `properties.py`, _resolve_user_value; 19.0.
 */
const whenMade: ReadonlySet<Code> = new Set([
  'function-argument',
  'member-unknown',
  'parameter-undefined',
  'parameter-value',
  'parameter-missing',
  'property-value',
  'property-missing',
  'file-missing',
  'file-outside',
  'file-unreadable',
  'evaluation-depth',
  'value-limit',
  'shape-unknown',
]);

/** Of the problems of a stack's resources as they are validated, those for which Heat refuses it. */
export function refusalsOf(pass: Pass): readonly Diagnostic[] {
  const root = pass.scope.place.template.file;
  const files = filesWithResources(pass);
  return [...pass.problems].filter(
    (each) =>
      each.severity === 'error' &&
      ((isEarly(each, pass.scope.version) && !isOfNestedAlone(each, files)) || !isLater(each, root, pass)),
  );
}

/**
 * Whether an output of a nested stack refers to what is no name, and no resource is there that Heat would look at. Heat:
 * `resource.py`, referenced_attrs; 19.0.
 */
function isOfNestedAlone(each: Diagnostic, filesWith: ReadonlySet<string> | undefined): boolean {
  const isOfOther = each.at !== undefined && filesWith?.has(each.at.file) === false;
  return isOfOther && each.code === 'function-argument' && isOfReferenceAlone(each);
}

/** The root template, and those of nested stacks that have resources; undefined where that was not noted. */
function filesWithResources({ scope: { place } }: Pass): ReadonlySet<string> | undefined {
  const { origins } = place.rendering;
  if (origins === undefined) return undefined;
  const parents = new Set<string>();
  for (const address of origins.resources.keys()) {
    for (let end = address.lastIndexOf('/'); end > 0; end = address.lastIndexOf('/', end - 1)) {
      parents.add(address.slice(0, end));
    }
  }
  const stacks = [...origins.stacks.values()].filter(({ address }) => parents.has(address));
  return new Set([place.template.file, ...stacks.map(({ template }) => template.file)]);
}

/** Of the same, those of the root stack that no value decides. */
export function refusalsAsWritten(pass: Pass): readonly Diagnostic[] {
  const { file, version } = pass.scope;
  return [...pass.problems].filter(
    (each) => each.severity === 'error' && each.at?.file === file && isEarly(each, version) && !isOfMember(each),
  );
}

/** The members of groups, and for what templates stand, are not looked at where only what is written counts. */
function isOfMember({ code, path = '' }: Diagnostic): boolean {
  if (code === 'template-facade') return true;
  // Of a scaling group, nothing.
  if (/\.properties\.resource\.(?:type|properties|metadata|depends_on|deletion_policy|update_policy)\b/.test(path))
    return true;
  if (code === 'property-unknown' || code === 'parameter-unknown') return ofMembers.test(path);
  return code === 'resource-type' && /\.(?:resource_def\.type|properties\.resources\[\d+\])$/.test(path);
}

/** Conditions, policies and external ids are worked out where a template is read or validated, whatever waits for values. */
function isEarly(each: Diagnostic, version: TemplateVersion): boolean {
  const { code, path = '' } = each;
  return !whenMade.has(code) || isOfCondition(path) || ofDefinition.test(path) || isOfName(each, version);
}

const ofDefinition = /^resources(?:\.[^.[]+|\["[^"]*"\])\.(?:deletion_policy|update_policy|external_id)\b/;

/**
 * Whether what stands there gives the name of a resource or an attribute, or the way into one: part of the name since
 * 2014-10-16. That no member is of that name is only met where it is asked. Heat: `hot/functions.py`,
 * GetAttThenSelect.validate; 19.0.
 */
export function isOfName(each: Diagnostic, version: TemplateVersion): boolean {
  const { code, path = '' } = each;
  if (code === 'member-unknown' || code === 'attribute-unknown') return false;
  const name = atLeast(version, '2014-10-16') ? /\.get_attr\[\d+\]/ : /\.get_attr\[[01]\]/;
  return name.test(path) || isOfReference(each);
}

/**
 * Whether what stands there gives the name by which `get_resource` refers to a resource. An output that comes to a name
 * that there is not, or to what is no name, is null in the end. Heat: `output.py`, required_resource_names; 19.0.
 */
function isOfReference({ message, path = '' }: Diagnostic): boolean {
  return /\.get_resource\b/.test(path) && !(/^outputs\b/.test(path) && noName.test(message));
}

/** A list or map cannot even be looked up. */
const noName = /^"get_resource" takes the name of a resource, not [^[{]/;

/** Whether an output refers so to a resource, and asks for no attribute: Heat meets that where it looks at any resource. */
export function isOfReferenceAlone(each: Diagnostic): boolean {
  return isOfReference(each) && /^outputs\b/.test(each.path ?? '') && !/\.get_attr\[/.test(each.path ?? '');
}

/** Whether what stands there is a condition, or part of one. */
export function isOfCondition(path: string): boolean {
  return /^conditions\b|^(?:resources|outputs)(?:\.[^.[]+|\["[^"]*"\])\.condition\b|\.if\[0\]/.test(path);
}

/**
 * Nested stacks are validated without the values of their properties (`strict_validate`), but for defaults that the
 * environment gives their parameters. Metadata are first evaluated when the resource is made.
 */
function isLater(each: Diagnostic, root: string, pass: Pass): boolean {
  const { path = '', code } = each;
  if (isOfDefaults(each, pass)) return false;
  if (each.at?.file !== root || /^resources(?:\.[^.[]+|\["[^"]*"\])\.metadata\b/.test(path)) return true;
  if (code === 'function-argument') return false;
  if (noTexts.test(each.message)) return false;
  const under = ofMembers.exec(path)?.[1];
  if (under === undefined || (code === 'property-value' && under === '')) return breaksLater(each, pass);
  return !ofEvaluation.has(code);
}

/** Heat joins the items of a list for a parameter where a nested stack is validated. Heat: `stack_resource.py`, 19.0. */
const noTexts = /^A list for a parameter holds what is no text/;

/** Whether it is what `parameter_defaults` say, of the type that it should be: what is of none breaks where it is used. */
function isOfDefaults({ code, at, message }: Diagnostic, { scope }: Pass): boolean {
  if (code !== 'parameter-value' || at === undefined || ofNoType.test(message)) return false;
  const { parameterDefaults } = scope.place.rendering.stack.environment;
  return [...parameterDefaults.values()].some((each) => each.at.file === at.file && each.at.line === at.line);
}

const ofNoType = /is not of type|is not text|has no length/;

/** What the members of a group or chain are given, with the way into it. */
const ofMembers = /\.properties\.(?:resource_def\.properties|resource_properties)(|[.[].*)$/s;

/** What is met where a definition of members is evaluated, before there are any. */
const ofEvaluation: ReadonlySet<Code> = new Set([
  'parameter-undefined',
  'file-missing',
  'file-outside',
  'file-unreadable',
]);

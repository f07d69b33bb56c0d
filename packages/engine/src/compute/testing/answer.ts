import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { JsonFault, readJsonText } from '../../hot/json-text.ts';
import { pythonJson } from '../../hot/print-value.ts';
import { answerCase } from '../answer-case.ts';

/** A case of `tyto hot batch`; `update` is one, too. */
export interface Case {
  readonly template: string;
  readonly update?: Case;
  readonly [key: string]: unknown;
}

/** The answer to a case as JSON reads it. */
export function answer(given: Case): Record<string, unknown> {
  const read = readJsonText(JSON.stringify(given));
  assert.ok(!(read instanceof JsonFault));
  return JSON.parse(pythonJson(answerCase(read, randomInt)));
}

/** A template of the version wallaby. */
export const template = (body: string): string => `heat_template_version: wallaby\n${body}`;

/** An OS::Heat::Value with its properties, on one line. */
export const value = (properties: string): string => `{type: OS::Heat::Value, properties: ${properties}}`;

import type { Position } from '../../diagnostics/diagnostic.ts';
import { marksOf, plain } from '../../hot/marks.ts';
import { reveal } from '../../hot/reveal.ts';
import type { Template } from '../../hot/template.ts';
import { Float, isList, isMap, type Value } from '../../hot/value.ts';
import type { Origins } from '../../render/origins.ts';

/**
 * Says of a line of the sources whether it can be shown. Not shown are: lines that hold the text of a hidden parameter's
 * value, or are a part of it; a hidden parameter's definition with a default; environments that give a hidden parameter
 * a value in clear, as a whole.
 */
export function lineFilter(origins: Origins): (at: Position, line: string) => boolean {
  const { files, texts, ranges } = collectHidden(origins);
  return ({ file, line }, text) => {
    if (files.has(file)) return false;
    if (ranges.some((range) => range.file === file && range.first <= line && line <= range.last)) return false;
    return [text, unescaped(text), text.replaceAll("''", "'")].every((each) => isClean(each, texts));
  };
}

/** Whether a line neither holds one of the texts nor is a piece of one. */
function isClean(line: string, texts: ReadonlySet<string>): boolean {
  const trimmed = line.trim();
  return ![...texts].some((each) => line.includes(each) || (trimmed.length > 3 && each.includes(trimmed)));
}

/** A line as double quotes in YAML read it. */
function unescaped(line: string): string {
  return line.replaceAll(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gi, (_, x, u, long, other) => {
    const code = Number.parseInt(x ?? u ?? long ?? '', 16);
    return Number.isNaN(code) || code > 0x10ffff ? String(other ?? '') : String.fromCodePoint(code);
  });
}

interface Range {
  readonly file: string;
  readonly first: number;
  readonly last: number;
}

function collectHidden(origins: Origins) {
  const names = new Set<string>();
  const texts = new Set<string>();
  const ranges: Range[] = [];
  const templates = new Set<Template>();
  for (const { template, parameters } of origins.stacks.values()) {
    for (const schema of template.parameters.values()) {
      if (!schema.hidden) continue;
      names.add(schema.name);
      collectTexts(parameters.get(schema.name)?.value ?? null, texts);
      collectTexts(schema.default ?? null, texts);
      if (isSaid(schema.default ?? null) && !templates.has(template)) ranges.push(definitionRange(template, schema.at));
    }
    templates.add(template);
  }
  const files = new Set<string>();
  for (const { path, environment } of origins.loaded?.layers ?? []) {
    const given = [...environment.parameters, ...environment.parameterDefaults];
    if (given.some(([name, { value }]) => names.has(name) && isSaid(value))) files.add(path);
  }
  return { files, texts, ranges };
}

/** Whether a value says something in clear. */
function isSaid(value: Value): boolean {
  return value !== null && value !== '' && marksOf(value) === plain;
}

/** Every text that a value is made of, line by line. */
function collectTexts(hidden: Value, texts: Set<string>): void {
  const waiting: Value[] = [reveal(hidden)];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value === 'string') {
      for (const line of [value, ...value.split('\n')]) if (line.trim() !== '') texts.add(line.trim());
    } else if (typeof value === 'number' || typeof value === 'bigint') texts.add(String(value));
    else if (value instanceof Float) texts.add(String(value.value));
    else if (isList(value) || isMap(value)) waiting.push(...value.values());
  }
}

/** The lines from a parameter to whatever is defined next. */
function definitionRange(template: Template, at: Position): Range {
  const starts = [
    ...[...template.parameters.values(), ...template.resources.values(), ...template.outputs.values()].map(
      (each) => each.at.line,
    ),
    ...[...template.conditions.values()].map((each) => each.line),
  ];
  const next = Math.min(...starts.filter((line) => line > at.line));
  return { file: at.file, first: at.line, last: next - 1 };
}

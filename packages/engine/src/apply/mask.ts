import { Buffer } from 'node:buffer';
import { pythonJson } from '../hot/print-value.ts';

/** Finds secrets in texts, in the forms that programs commonly print them in. */
export interface Masker {
  /** The text with every secret in it replaced by `******`. */
  mask(text: string): string;
  /** Whether a text shows a secret. */
  found(text: string): boolean;
}

/** Shorter ones would be found where they are not meant: a secret `1` in every number. */
const shortest = 6;
const blank = '******';

const nothing: Masker = { mask: (text) => text, found: () => false };

/**
 * Masks secrets of six characters and more, as they are and as base64 (at any alignment, both alphabets), URL-encoded
 * and escaped in JSON. One pass over a text, however many secrets there are.
 */
export function masker(secrets: readonly string[]): Masker {
  const forms = new Set(secrets.filter((each) => each.length >= shortest).flatMap(formsOf));
  if (forms.size === 0) return nothing;
  const root = automaton(forms);
  return {
    mask: (text) => blankOut(text, matches(root, text)),
    found: (text) => !matches(root, text).next().done,
  };
}

function formsOf(secret: string): readonly string[] {
  const forms = [
    secret,
    ...base64Forms(secret),
    ...urlForms(secret),
    JSON.stringify(secret).slice(1, -1),
    pythonJson(secret).slice(1, -1),
  ];
  // A form that lines are broken at, or trimmed of, is still the secret.
  return [...new Set([...forms, secret.trim(), ...linesOf(secret)])].filter((form) => form.length >= shortest);
}

/** A key of many lines is printed line by line; short ones of them (a brace, a name) are no secrets. */
function linesOf(secret: string): readonly string[] {
  return secret.includes('\n') ? secret.split('\n').filter((line) => line.trim().length >= 16) : [];
}

/** What base64 makes of a secret wherever it stands in a text: the characters that it decides alone, at each alignment. */
function base64Forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    const own = encoded.slice(first, last);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function urlForms(secret: string): readonly string[] {
  // A lone surrogate has no encoding; it can't be printed by a program either.
  const encoded = encodeURIComponent(secret.toWellFormed());
  const strict = encoded.replace(/[!'()*~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const lower = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [
    encoded,
    strict,
    lower(encoded),
    lower(strict),
    encoded.replaceAll('%20', '+'),
    strict.replaceAll('%20', '+'),
  ];
}

/** A state of the automaton (Aho and Corasick, 1975): what was read so far, and how long the form is that ends here. */
interface State {
  readonly next: Map<number, State>;
  fallback: State | undefined;
  /** The longest form that ends here; 0 is none. */
  ends: number;
}

function automaton(forms: Iterable<string>): State {
  const root: State = { next: new Map(), fallback: undefined, ends: 0 };
  for (const form of forms) {
    let state = root;
    for (let index = 0; index < form.length; index++) state = child(state, form.charCodeAt(index));
    state.ends = form.length;
  }
  const queue: State[] = [root];
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at] ?? root;
    for (const [code, next] of state.next) {
      next.fallback = state === root ? root : step(state.fallback ?? root, code);
      next.ends = Math.max(next.ends, next.fallback.ends);
      queue.push(next);
    }
  }
  return root;
}

function child(state: State, code: number): State {
  const known = state.next.get(code);
  if (known !== undefined) return known;
  const made: State = { next: new Map(), fallback: undefined, ends: 0 };
  state.next.set(code, made);
  return made;
}

function step(from: State, code: number): State {
  let state = from;
  for (;;) {
    const next = state.next.get(code);
    if (next !== undefined) return next;
    if (state.fallback === undefined) return state;
    state = state.fallback;
  }
}

interface Match {
  readonly start: number;
  readonly end: number;
}

/** Where forms end in a text, in order of their ends. */
function* matches(root: State, text: string): Generator<Match> {
  let state = root;
  for (let index = 0; index < text.length; index++) {
    state = step(state, text.charCodeAt(index));
    if (state.ends > 0) yield { start: index + 1 - state.ends, end: index + 1 };
  }
}

function blankOut(text: string, found: Iterable<Match>): string {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of found) {
    // A longer form that ends later may begin before several that were found.
    let from = start;
    for (let last = merged.at(-1); last !== undefined && last.end > start; last = merged.at(-1)) {
      from = Math.min(from, last.start);
      merged.pop();
    }
    merged.push({ start: from, end });
  }
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of merged) {
    parts.push(text.slice(done, start), blank);
    done = end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}

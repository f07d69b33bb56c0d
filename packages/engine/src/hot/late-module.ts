/** The modules that are loaded when they are first needed: each by its path from here, with what it exports. */
interface LateModules {
  readonly './digest/algorithms.ts': typeof import('./digest/algorithms.ts');
  readonly './pattern/compile-pattern.ts': typeof import('./pattern/compile-pattern.ts');
  readonly './yaql/evaluate-yaql.ts': typeof import('./yaql/evaluate-yaql.ts');
}

const load = process.getBuiltinModule('node:module').createRequire(import.meta.url);

/**
 * A module that few texts need and that brings many along: yaql some fifty, an eighth of what `tyto preview` takes for a
 * small plan. It is loaded here and now, so nothing can meet an evaluator that is not there. (To import it beforehand
 * where a text mentions it would make that a duty of all who read templates, graphs, change sets and journals.) What is
 * read is a file of this program, so pure rooms stay so in all that they give; `tools/rooms.ts` names this file as the
 * only one of theirs that may use Node. The module may do no top-level await, and nothing else imports it but tests.
 */
export function lateModule<P extends keyof LateModules>(path: P): LateModules[P] {
  const module: LateModules[P] = load(path);
  return module;
}

import ts from 'typescript';

/** Something at a line of a file. */
export interface Mention {
  readonly text: string;
  readonly line: number;
}

/** What the rules need to know of one source file. */
export interface Facts {
  /** Specifiers of all imports: static, dynamic, of types only, and re-exports. */
  readonly imports: readonly Mention[];
  /** Relative paths of TypeScript files in other strings, such as a module started by its URL. */
  readonly paths: readonly Mention[];
  /** Uses of the clock, the environment, randomness, the locale or what only Node has. */
  readonly impurities: readonly Mention[];
  /** Uses of `any`, of casts through `unknown` and of comments that silence a check. */
  readonly evasions: readonly Mention[];
  readonly lines: number;
}

const impureGlobals = new Set(
  `Buffer Intl WebSocket __dirname __filename clearInterval clearTimeout console crypto fetch global globalThis navigator
  performance process queueMicrotask require setImmediate setInterval setTimeout`.split(/\s+/),
);
const impureMembers = new Set(['Date.now', 'Math.random']);
const impureMethods = new Set(['localeCompare', 'toLocaleLowerCase', 'toLocaleString', 'toLocaleUpperCase']);
const silencing = /@ts-(?:ignore|nocheck|expect-error)|(?:biome|eslint|prettier)-(?:ignore|disable)/g;

/** Reads the facts of one file; a syntax error yields the facts of what could be read. */
export function readFacts(path: string, text: string): Facts {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const imports: Mention[] = [];
  const paths: Mention[] = [];
  const impurities: Mention[] = [];
  const evasions: Mention[] = [];
  const globals: Mention[] = [];
  const declared = new Set<string>();
  const literals: ts.Node[] = [];
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
  const at = (node: ts.Node, what: string): Mention => ({
    text: what,
    line: lineOf(node.getStart(source)),
  });

  const visit = (node: ts.Node, parent: ts.Node): void => {
    const specifier = importSpecifier(node);
    if (specifier !== undefined) imports.push(at(specifier, specifier.text));
    else if (ts.isStringLiteralLike(node) && /^\.{1,2}\/.*\.ts$/.test(node.text)) paths.push(at(node, node.text));

    const member = impureUse(node);
    if (member !== undefined) impurities.push(at(node, member));
    if (ts.isIdentifier(node) && impureGlobals.has(node.text)) {
      if (declares(node, parent)) declared.add(node.text);
      else if (!isPropertyName(node, parent)) globals.push(at(node, node.text));
    }
    if (isLiteral(node)) literals.push(node);
    if (node.kind === ts.SyntaxKind.AnyKeyword) evasions.push(at(node, 'any'));
    if (isDoubleCast(node)) evasions.push(at(node, 'as unknown as'));
    ts.forEachChild(node, (child) => visit(child, node));
  };
  ts.forEachChild(source, (node) => visit(node, source));

  for (const found of text.matchAll(silencing)) {
    const isQuoted = literals.some((node) => node.pos <= found.index && found.index < node.end);
    if (!isQuoted) evasions.push({ text: found[0], line: lineOf(found.index) });
  }
  impurities.push(...globals.filter((use) => !declared.has(use.text)));
  return { imports, paths, impurities, evasions, lines: lineOf(text.trimEnd().length) };
}

function isLiteral(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isRegularExpressionLiteral(node);
}

function importSpecifier(node: ts.Node): ts.StringLiteralLike | undefined {
  let specifier: ts.Node | undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) specifier = node.moduleSpecifier;
  else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    specifier = node.arguments[0];
  } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) specifier = node.argument.literal;
  return specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier : undefined;
}

function impureUse(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    if (impureMethods.has(node.name.text)) return node.name.text;
    const name = ts.isIdentifier(node.expression) ? `${node.expression.text}.${node.name.text}` : '';
    return impureMembers.has(name) ? name : undefined;
  }
  if (ts.isMetaProperty(node)) return 'import.meta';
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    if (!ts.isIdentifier(node.expression) || node.expression.text !== 'Date') return undefined;
    return ts.isNewExpression(node) ? 'new Date' : 'Date()';
  }
  return undefined;
}

function declares(name: ts.Identifier, parent: ts.Node): boolean {
  const isDeclaration =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isBindingElement(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isNamespaceImport(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isClassDeclaration(parent);
  return isDeclaration && parent.name === name;
}

function isPropertyName(name: ts.Identifier, parent: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name;
  if (ts.isQualifiedName(parent)) return parent.right === name;
  if (ts.isBindingElement(parent)) return parent.propertyName === name;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return true;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isMethodSignature(parent) ||
      ts.isGetAccessor(parent) ||
      ts.isNamedTupleMember(parent)) &&
    parent.name === name
  );
}

function isDoubleCast(node: ts.Node): boolean {
  if (!ts.isAsExpression(node)) return false;
  const inner = ts.isParenthesizedExpression(node.expression) ? node.expression.expression : node.expression;
  return ts.isAsExpression(inner) && inner.type.kind === ts.SyntaxKind.UnknownKeyword;
}

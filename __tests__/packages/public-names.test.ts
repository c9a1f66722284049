/** What a package's users can name. An exported declaration may speak of our types only where they are exported too: otherwise a
 *  user can get a value and write no type for it. Read from the declarations that the packages ship. */
import { join } from "node:path";
import ts from "typescript";
import { check, constructs, review, type Package } from "../../packaging/packages";

/** The declarations of a package, as its users import them: one symbol for each exported name. */
class Declarations {
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;

  constructor(private readonly owner: Package) {
    this.program = ts.createProgram(this.entries, {
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16,
      target: ts.ScriptTarget.ES2022,
      types: ["node"],
    });
    this.checker = this.program.getTypeChecker();
  }

  /** The types that a namespace of the main entry has, such as `permissions`. */
  typesIn(namespace: string): string[] {
    const [main = ""] = this.entries;
    const symbol = this.exportsOf(main).find(({ name }) => name === namespace);
    if (symbol === undefined) throw new Error(`${namespace} is not exported`);
    return this.checker
      .getExportsOfModule(this.behindAliases(symbol))
      .filter((member) => this.behindAliases(member).flags & ts.SymbolFlags.Type)
      .map(({ name }) => name);
  }

  /** Names of the main entry. */
  get names(): string[] {
    const [main = ""] = this.entries;
    return this.exportsOf(main).map(({ name }) => name);
  }

  /** The types of ours that a declaration names and nobody can import, as `TYPE, named by DECLARATION`. */
  notExported(): string[] {
    const exported = new Map(
      this.entries.flatMap((entry) => this.exportsOf(entry)).flatMap((symbol) => this.withMembersOfNamespace(symbol)),
    );
    const missing = new Set<string>();
    for (const [symbol, name] of exported) {
      for (const declaration of symbol.declarations ?? []) {
        for (const named of this.typesNamedIn(declaration)) {
          const isOurs = named.declarations?.some(({ parent }) => this.isOurs(parent.getSourceFile())) ?? false;
          if (isOurs && !exported.has(named)) missing.add(`${named.name}, named by ${name}`);
        }
      }
    }
    return [...missing].sort();
  }

  private get entries(): string[] {
    const { folder, manifest } = this.owner;
    return Object.values(manifest.exports).flatMap((entry) =>
      typeof entry === "string" ? [] : [join(folder, entry.require.types)],
    );
  }

  private exportsOf(entry: string): ts.Symbol[] {
    const file = this.program.getSourceFile(entry);
    const module = file && this.checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`${entry} is not there: npm run build makes it`);
    return this.checker.getExportsOfModule(module);
  }

  /** What a name stands for; for a namespace such as `permissions`, also each name in it. */
  private withMembersOfNamespace(symbol: ts.Symbol): [ts.Symbol, string][] {
    const meant = this.behindAliases(symbol);
    if (!(meant.flags & ts.SymbolFlags.ValueModule)) return [[meant, symbol.name]];
    return this.checker.getExportsOfModule(meant).flatMap((member) => this.withMembersOfNamespace(member));
  }

  private typesNamedIn(declaration: ts.Declaration): ts.Symbol[] {
    const found: ts.Symbol[] = [];
    const visited = new Set<ts.Node>();
    const visit = (node: ts.Node): void => {
      // Declarations may name each other: `typeof globalThis` in Node's own does.
      if (visited.has(node)) return;
      visited.add(node);
      const name = nameOfType(node);
      const named = name && this.checker.getSymbolAtLocation(name);
      const symbol = named && this.behindAliases(named);
      // `typeof CONSTANT` has no name of its own: what counts is what the constant's type names.
      if (symbol && symbol.flags & ts.SymbolFlags.Variable) symbol.declarations?.forEach(visit);
      else if (symbol && !(symbol.flags & ts.SymbolFlags.TypeParameter)) found.push(symbol);
      ts.forEachChild(node, visit);
    };
    visit(declaration);
    return found;
  }

  private behindAliases(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  private isOurs({ fileName }: ts.SourceFile): boolean {
    return [constructs, review, check].some(({ folder }) => fileName.startsWith(join(folder, "lib")));
  }
}

/** The name in a node that refers to a type. */
function nameOfType(node: ts.Node): ts.Node | undefined {
  if (ts.isTypeReferenceNode(node)) return node.typeName;
  if (ts.isExpressionWithTypeArguments(node)) return node.expression;
  if (ts.isTypeQueryNode(node)) return node.exprName;
  if (ts.isImportTypeNode(node)) return node.qualifier;
  return undefined;
}

const ofConstructs = new Declarations(constructs);
const ofReview = new Declarations(review);
const ofCheck = new Declarations(check);

test("every type of ours that a declaration of the constructs names can be imported", () => {
  expect(ofConstructs.notExported()).toEqual([]);
});

test("every type of ours that a declaration of the review names can be imported", () => {
  expect(ofReview.notExported()).toEqual([]);
});

test("every type of ours that a declaration of the check names can be imported", () => {
  expect(ofCheck.notExported()).toEqual([]);
});

test("the constructs export every name of the review's too", () => {
  expect(ofConstructs.names).toEqual(expect.arrayContaining(ofReview.names));
});

test("the types of permissions' options are exported beside the namespace too", () => {
  const types = ofConstructs.typesIn("permissions");
  expect(types).toContain("OwnFilesOptions");
  expect(ofConstructs.names).toEqual(expect.arrayContaining(types));
});

test("what docs name is exported", () => {
  expect(ofConstructs.names).toEqual(
    expect.arrayContaining(["IdentityPoolStack", "writeTerraformModule", "PoolReference", "FederatedRoleOptions"]),
  );
});

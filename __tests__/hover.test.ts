/** What an editor shows of everything that the package exports: read by TypeScript's own checker, as an editor does. */
import { join, sep } from "node:path";
import ts from "typescript";

const root = join(__dirname, "..");
const index = join(root, "src", "index.ts");
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)).config,
  ts.sys,
  root,
);
const program = ts.createProgram([index], { ...options, skipLibCheck: true });
const checker = program.getTypeChecker();

/** Whether it is written in this package; the review has a package and tests of its own. */
const isOwn = (symbol: ts.Symbol) =>
  (symbol.declarations ?? []).some((each) => each.getSourceFile().fileName.startsWith(join(root, "src") + sep));

interface Named {
  readonly name: string;
  readonly symbol: ts.Symbol;
}

function exportsOf(module: ts.Symbol, prefix = ""): Named[] {
  return checker.getExportsOfModule(module).flatMap((exported): Named[] => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (symbol.flags & ts.SymbolFlags.ValueModule) return exportsOf(symbol, `${prefix}${exported.name}.`);
    return isOwn(symbol) ? [{ name: prefix + exported.name, symbol }] : [];
  });
}

const file = program.getSourceFile(index);
const module_ = file && checker.getSymbolAtLocation(file);
const exported = module_ === undefined ? [] : exportsOf(module_);

/** The public members of classes, and the settings of interfaces. */
const members = exported.flatMap(({ name, symbol }): (Named & { readonly isSetting: boolean })[] => {
  const isInterface = (symbol.flags & ts.SymbolFlags.Interface) !== 0;
  if (!isInterface && !(symbol.flags & ts.SymbolFlags.Class)) return [];
  const all = [...(symbol.members?.values() ?? []), ...(isInterface ? [] : (symbol.exports?.values() ?? []))];
  return all
    .filter((member) => member.declarations?.some((each) => !isHidden(each)))
    .map((member) => ({ name: `${name}.${member.name}`, symbol: member, isSetting: isInterface }));
});

function isHidden(declaration: ts.Declaration): boolean {
  const isDocumented =
    ts.isPropertySignature(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isMethodSignature(declaration) ||
    ts.isMethodDeclaration(declaration) ||
    ts.isGetAccessor(declaration);
  return !isDocumented || (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) !== 0;
}

const textOf = ({ symbol }: Named) => ts.displayPartsToString(symbol.getDocumentationComment(checker));
const tagsOf = ({ symbol }: Named) => symbol.getJsDocTags(checker).map(({ name }) => name);
const hasPage = (each: Named) => tagsOf(each).includes("see") || textOf(each).includes("https://");
const names = (list: readonly Named[]) => list.map(({ name }) => name);
const settings = members.filter(({ isSetting, symbol }) => isSetting && (symbol.flags & ts.SymbolFlags.Property) !== 0);

test("the package's names are found", () => {
  expect(names(exported)).toEqual(expect.arrayContaining(["IdentityPool", "RoleMapping", "permissions.ownFiles"]));
  expect(names(members)).toEqual(
    expect.arrayContaining(["IdentityPool.addGroup", "IdentityPoolProps.tags", "FederatedRole.grant"]),
  );
});

test("every name that is exported has a comment of its own", () => {
  expect(names(exported.filter((each) => textOf(each) === ""))).toEqual([]);
});

test("every public member has a comment of its own", () => {
  expect(names(members.filter((each) => textOf(each) === ""))).toEqual([]);
});

test("every setting that may be left out says what it is then", () => {
  const optional = settings.filter(({ symbol }) => (symbol.flags & ts.SymbolFlags.Optional) !== 0);
  expect(optional.length).toBeGreaterThan(50);
  expect(names(optional.filter((each) => !tagsOf(each).includes("default")))).toEqual([]);
});

test("every setting names the page of AWS or Terraform that has the rest", () => {
  expect(names(settings.filter((each) => !hasPage(each)))).toEqual([]);
});

test("what people copy has an example", () => {
  const copied = ["IdentityPool", "IdentityPoolStack", "IdentityPoolProps", "ConsoleMadePool", "StateBackend"];
  expect(
    copied.filter((name) => !exported.some((each) => each.name === name && tagsOf(each).includes("example"))),
  ).toEqual([]);
});

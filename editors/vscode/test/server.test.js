// The way in which the extension starts the server, and a session with it through the protocol library of VS Code.
const assert = require("node:assert");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const test = require("node:test");
const { pathToFileURL } = require("node:url");
const rpc = require("vscode-jsonrpc/node");
const { makeExecutable } = require("../dist/options.js");

const usual = { command: "factcheck", arguments: [], language: "auto" };

test("the server is started as the settings say", () => {
  assert.deepEqual(makeExecutable(usual, "/w", "fr-CA"), { command: "factcheck", args: ["lsp", "--ui", "fr"] });
  assert.deepEqual(makeExecutable({ ...usual, language: "en" }, "/w", "fr").args, ["lsp", "--ui", "en"]);
  assert.deepEqual(makeExecutable({ ...usual, arguments: ["--confidence", "possible"] }, undefined, "de").args, ["lsp", "--confidence", "possible"]);
  assert.equal(makeExecutable({ ...usual, command: ".venv/bin/factcheck" }, "/w", "en").command, path.join("/w", ".venv/bin/factcheck"));
  assert.equal(makeExecutable({ ...usual, command: "/bin/factcheck" }, "/w", "en").command, "/bin/factcheck");
  assert.equal(makeExecutable({ ...usual, command: " " }, "/w", "en").command, "factcheck");
});

test("a note is checked", { skip: !process.env.FACTCHECK && "FACTCHECK does not name the program", timeout: 60000 }, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "factcheck "));
  fs.mkdirSync(path.join(folder, "facts"));
  const facts = "entities: {fund: {kind: programme, en: Lighthouse Fund}}\nfacts: {lamps: {about: fund, amount: 6.1 million CAD, cues: {en: [lamps]}}}\n";
  fs.writeFileSync(path.join(folder, "facts", "a.yaml"), facts);
  const started = makeExecutable({ ...usual, command: process.env.FACTCHECK }, folder, "en");
  const server = spawn(started.command, started.args, { cwd: folder });
  const client = rpc.createMessageConnection(new rpc.StreamMessageReader(server.stdout), new rpc.StreamMessageWriter(server.stdin));
  const found = new Promise((resolve) => client.onNotification("textDocument/publishDiagnostics", resolve));
  client.listen();
  await client.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  await client.sendNotification("initialized", {});
  const uri = pathToFileURL(path.join(folder, "note.md")).href;
  const text = "The Lighthouse Fund spent $6.4 million on lamps in all.";
  await client.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "markdown", version: 1, text } });
  assert.deepEqual((await found).diagnostics.map((each) => each.code), ["amount-mismatch"]);
  await client.sendRequest("shutdown");
  await client.sendNotification("exit");
  assert.equal(await new Promise((resolve) => server.on("exit", resolve)), 0);
  fs.rmSync(folder, { recursive: true });
});

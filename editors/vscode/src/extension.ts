import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { LANGUAGES, makeExecutable } from "./options";

let client: LanguageClient | undefined;

/** Start the language server. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("factcheck")) {
        await deactivate();
        await start();
      }
    }),
  );
  await start();
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("factcheck");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const server = makeExecutable(
    {
      command: settings.get("command", "factcheck"),
      arguments: settings.get<string[]>("arguments", []),
      language: settings.get("language", "auto"),
    },
    folder,
    vscode.env.language,
  );
  const selector = LANGUAGES.map((language) => ({ scheme: "file", language }));
  client = new LanguageClient("factcheck", "factcheck", { ...server, options: { cwd: folder } }, { documentSelector: selector });
  try {
    await client.start();
  } catch {
    client = undefined;
    const french = vscode.env.language.startsWith("fr");
    void vscode.window.showErrorMessage(
      french
        ? `factcheck ne peut pas être lancé (${server.command}); exécutez : pip install factcheck[lsp], ou corrigez le paramètre factcheck.command`
        : `factcheck cannot be started (${server.command}); run: pip install factcheck[lsp], or correct the setting factcheck.command`,
    );
  }
}

/** End the language server. */
export async function deactivate(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.stop();
}

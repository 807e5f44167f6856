import * as path from "node:path";

/** The settings of the extension. */
export interface Settings {
  command: string;
  arguments: string[];
  language: string;
}

/** How the server is started. */
export interface Executable {
  command: string;
  args: string[];
}

/** The languages of notes and of fact files. */
export const LANGUAGES = ["markdown", "plaintext", "html", "yaml"];

/** Return how the server is started: a program with a folder is relative to that of the workspace; `editor` is the language of VS Code. */
export function makeExecutable(settings: Settings, folder: string | undefined, editor: string): Executable {
  const named = settings.command.trim() || "factcheck";
  const inFolder = folder !== undefined && /[\\/]/.test(named) && !path.isAbsolute(named);
  const language = settings.language === "auto" ? editor.slice(0, 2).toLowerCase() : settings.language;
  const words = ["en", "fr"].includes(language) ? ["--ui", language] : [];
  return { command: inFolder ? path.join(folder, named) : named, args: ["lsp", ...words, ...settings.arguments] };
}

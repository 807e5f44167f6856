-- Opens a note in Neovim with the language server, and prints what it shows as JSON: diagnostics, hover, definition, and the note after the fix.
local note, python = vim.env.NOTE, vim.env.PYTHON
local found = {}
vim.cmd("edit " .. vim.fn.fnameescape(note))
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ name = "factcheck", cmd = { python, "-m", "factcheck", "lsp", "--ui", "en", "--today", "2024-01-15" } })
vim.lsp.buf_attach_client(buffer, client)
local function wait_for_diagnostics(count)
  vim.wait(60000, function()
    return #vim.diagnostic.get(buffer) == count
  end, 20)
  return vim.diagnostic.get(buffer)
end
local function ask(method, extra)
  local params = vim.lsp.util.make_position_params(0, "utf-16")
  local answers = vim.lsp.buf_request_sync(buffer, method, vim.tbl_extend("force", params, extra or {}), 60000)
  return answers[client].result
end
local diagnostic = wait_for_diagnostics(1)[1]
found.message, found.column = diagnostic.message, diagnostic.col
vim.api.nvim_win_set_cursor(0, { diagnostic.lnum + 1, diagnostic.col + 2 })
found.hover = ask("textDocument/hover").contents.value
found.definition = ask("textDocument/definition").range.start.line
local range = vim.lsp.util.make_range_params(0, "utf-16").range
local actions = ask("textDocument/codeAction", { range = range, context = { diagnostics = {} } })
vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
found.text = vim.api.nvim_buf_get_lines(buffer, 0, 1, false)[1]
found.rest = #wait_for_diagnostics(0)
io.stdout:write(vim.fn.json_encode(found))
vim.lsp.stop_client(client)
vim.cmd("qa!")

-- What an editor shows of a rule file that is opened and changed, without being saved: `nvim --headless -l` or `-S`.
local command, file, answer = vim.env.SERVER, vim.env.FILE, vim.env.ANSWER
local patience = 60000
local told = {}

vim.cmd("edit " .. vim.fn.fnameescape(file))
local client = vim.lsp.start_client({ name = "smartcommune", cmd = { command, "lsp", "--lang", "en" }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, client)

local function codes()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    found[each.code] = { each.lnum, each.col }
  end
  return found
end

local function wait_for(code)
  vim.wait(patience, function() return codes()[code] ~= nil end, 50)
  return codes()[code] or vim.NIL
end

local function ask(method, line, column)
  local at = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = line, character = column } }
  local answers = vim.lsp.buf_request_sync(0, method, at, patience) or {}
  return (answers[client] or {}).result or vim.NIL
end

local line = tonumber(vim.env.LINE)
told.failing = wait_for("case-fails")
local text = vim.api.nvim_buf_get_lines(0, line, line + 1, true)[1]
local before, behind = text:match("^(.*threshold: )high(.*)$")
vim.api.nvim_buf_set_lines(0, line, line + 1, true, { before .. "hihg" .. behind })
told.misspelt = wait_for("undeclared-threshold")
local column = vim.str_utfindex(before, #before)
told.column = #before
vim.api.nvim_buf_set_lines(0, line, line + 1, true, { before .. behind })
vim.wait(300, function() return false end)
local offered = {}
for _, item in ipairs(ask("textDocument/completion", line, column)) do
  table.insert(offered, item.textEdit.newText)
end
told.offered = offered
vim.fn.writefile({ vim.fn.json_encode(told) }, answer)
vim.cmd("qall!")

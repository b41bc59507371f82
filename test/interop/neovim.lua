-- A client that is older than the protocol's pulled diagnostics: opens, edits, reads diagnostics, hovers, jumps,
-- renames and formats. Run by neovim.test.ts with the configuration that the extension's README shows.
local passed, failed = 0, 0

local function check(name, work)
  local ok, problem = pcall(work)
  if ok then
    passed = passed + 1
  else
    failed = failed + 1
    print(name .. ': ' .. tostring(problem))
  end
end

local function wait(what, condition)
  assert(vim.wait(10000, condition, 10), 'waited in vain for ' .. what)
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

local function place(line, column)
  return { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = line, character = column } }
end

local function ask(method, parameters)
  local answers = assert(vim.lsp.buf_request_sync(0, method, parameters, 10000))
  local _, answer = next(answers)
  assert(answer and not answer.error, vim.inspect(answer))
  return answer.result
end

dofile(vim.env.REGIONC_CONFIGURATION)
vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.REGIONC_FILE))

check('starts', function()
  wait('the server', function()
    local clients = vim.lsp.buf_get_clients(0)
    local _, client = next(clients)
    return client and client.initialized
  end)
end)

check('pushes diagnostics', function()
  wait('an error', function() return #vim.diagnostic.get(0) == 1 end)
  local found = vim.diagnostic.get(0)[1]
  assert(found.code == 'R0101' and found.lnum == 8, vim.inspect(found))
end)

check('edits, and sees the error go', function()
  vim.api.nvim_buf_set_text(0, 8, 15, 8, 26, { 'petal_width' })
  wait('no error', function() return #vim.diagnostic.get(0) == 0 end)
end)

check('hovers', function()
  local shown = ask('textDocument/hover', place(7, 9))
  assert(shown.contents.value:find('Setosas are small', 1, true), vim.inspect(shown))
end)

check('completes', function()
  local items = ask('textDocument/completion', place(8, 20))
  local labels = vim.tbl_map(function(item) return item.label end, items)
  assert(vim.tbl_contains(labels, 'petal_width'), vim.inspect(labels))
end)

check('finds the definition', function()
  local found = ask('textDocument/definition', place(10, 20))
  local target = found[1]
  assert((target.targetSelectionRange or target.range).start.line == 7, vim.inspect(found))
end)

check('renames', function()
  vim.api.nvim_win_set_cursor(0, { 8, 8 })
  vim.lsp.buf.rename('tiny')
  wait('the new name', function() return text():find('not tiny', 1, true) ~= nil end)
  assert(not text():find('small =', 1, true), text())
end)

check('formats', function()
  vim.lsp.buf.formatting_sync(nil, 10000)
  assert(text():find('region wide = petal_width >= 1.7', 1, true), text())
end)

print(passed .. ' passed, ' .. failed .. ' failed')
vim.cmd(failed == 0 and 'qall!' or 'cquit 1')

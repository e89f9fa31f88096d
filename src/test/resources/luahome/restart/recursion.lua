local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
_home.even = even
local function outer(n)
  local function inner(m) if m == 0 then return "done" end return outer(m - 1) end
  return inner(n)
end
_home.outer = outer
local tree
tree = function(d) if d == 0 then return { leaf = true } end return { tree(d - 1), tree(d - 1), make = tree } end
_home.tree = tree(2)
--- restart
print(_home.even(10), _home.even(7), _home.outer(5))
print(_home.tree[1][2].leaf, _home.tree.make == _home.tree[2].make, _home.tree.make(1)[1].leaf)
_home.tree.bigger = _home.tree.make(3)
--- restart
print(_home.tree.bigger[1][1][1].leaf, _home.tree.bigger.make == _home.tree.make)

-- The libraries that Lua 5.4 has beyond those of 5.2: run by lua5.4, this prints libraries.out.
local function try(...) print(select('#', pcall(...)), pcall(...)) end
-- utf8
print(utf8.char(), utf8.char(72, 228, 0x20AC, 0x10FFFF, 0x7FFFFFFF):byte(1, -1))
try(utf8.char, -1) try(utf8.char, 1.5) try(utf8.char, 2^31) try(utf8.char, "x")
print(#utf8.charpattern, utf8.charpattern:byte(1,-1))
for _, s in ipairs { "", "abc", "ä€😀x", "\xff", "\xc3", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\x80", "\xe0\x80\x80" } do
  try(utf8.len, s) try(utf8.len, s, 1, -1, true) try(utf8.len, s, 2) try(utf8.len, s, -1) try(utf8.len, s, 10) try(utf8.len, s, 1, 20)
  try(utf8.codepoint, s, 1, -1) try(utf8.codepoint, s) try(utf8.codepoint, s, 1, -1, true) try(utf8.codepoint, s, 0)
  for n = -4, 4 do try(utf8.offset, s, n) try(utf8.offset, s, n, 2) end
  print(pcall(function() for p, c in utf8.codes(s) do io.write(p, ':', c, ' ') end print() end))
  print(pcall(function() for p, c in utf8.codes(s, true) do io.write(p, ':', c, ' ') end print() end))
end
-- pack
local function hex(s) return type(s) == 'string' and s:gsub('.', function(c) return ('%02x'):format(c:byte()) end) or s end
local function p(...) local r = {pcall(string.pack, ...)} print((...), r[1], hex(r[2])) end
p('b', -1) p('B', 255) p('B', 256) p('b', 128) p('<i2', -2) p('>i2', -2) p('<I3', 0x010203) p('>I3', 0x010203) p('i17', 1) p('i0', 1) p('j', -5) p('<i16', -2) p('>i16', 2)
p('f', 1.5) p('>d', 1.5) p('n', -0.5) p('z', 'ab') p('z', 'a\0b') p('s1', 'abc') p('s', 'abc') p('s1', ('x'):rep(300)) p('c5', 'abc') p('c2', 'abc') p('c', 'x')
p('!4 b i4', 1, 2) p('!8 b Xi8 i8', 1, 2) p('b X', 1) p('bXz', 1) p('!3 b i3', 1,2) p('!4 i3 ', 1) p('x b x', 1) p('q', 1) p('i', 'x') p('i', 1.5) p('i', '12') p('<!4 b s4', 1, 'hey') p('=I2>I2<I2', 1, 1, 1) p('c10', 'abc') p('c2147483648', '')
for _, f in ipairs { 'b', 'i', 'j', 'n', 'f', '!8 b i8', 'z', 's', 'c10', '!4 b Xi4', 'bXi8', '<!2 b i4 ', 'T', 'x', ' ' } do try(string.packsize, f) end
try(string.unpack, '<i2', '\xfe\xff') try(string.unpack, '>I3', '\1\2\3') try(string.unpack, 'z', 'abc\0x') try(string.unpack, 'z', 'abc') try(string.unpack, 's1', '\3abcd') try(string.unpack, 's1', '\9abcd') try(string.unpack, 'i4', 'abc') try(string.unpack, '<i4', 'abcdefgh', 5) try(string.unpack, '<i4', 'abcdefgh', -4) try(string.unpack, 'b', 'a', 3) try(string.unpack, 'b', 'a', 2) try(string.unpack, '<i16', ('\xff'):rep(16)) try(string.unpack, '<i16', ('\xff'):rep(8)..'\1'..('\0'):rep(7)) try(string.unpack, 'c2', 'abc') try(string.unpack, '!4 b i4', '\1\0\0\0\2\0\0\0') try(string.unpack, 'd', string.pack('d', 2.25)) try(string.unpack, 'f', string.pack('f', 2.25)) try(string.unpack, '<I2 >I2', '\1\0\0\1') try(string.unpack, 'b', 'abc', -10)
-- table.move
local function m(...) local r = {pcall(table.move, ...)} print(r[1], type(r[2]) == 'table' and table.concat(r[2], ',') or r[2]) end
m({1,2,3}, 1, 3, 2) m({1,2,3}, 2, 3, 1) m({1,2,3}, 1, 0, 2) m({1,2,3}, 1, 3, 1, {}) m({1,2,3}, 1, 3, 3) m({}, 1) m(1, 1, 2, 3) m({}, 1, 2, 3, 4) m({}, 1, 'x', 2)
print(table.concat(table.move(setmetatable({}, {__index = function(_, k) return k * 10 end}), 1, 3, 1), ','))
-- math
print(math.type(1), math.type(1.5), math.type('1'), math.type(1/0)) try(math.type) print(math.tointeger(3.5), math.tointeger(3), math.tointeger({})) print(math.ult(1, 2), math.ult(-1, 2), math.ult(2, -1)) try(math.ult, 1.5, 2) try(math.tointeger)
-- coroutine
local co = coroutine.create(function() coroutine.yield() end)
print(coroutine.close(co), coroutine.status(co)) print(coroutine.close(co))
co = coroutine.create(function() coroutine.yield() end) coroutine.resume(co) print(coroutine.close(co), coroutine.status(co), coroutine.resume(co))
co = coroutine.create(function() error({}) end) coroutine.resume(co) print(select('#', coroutine.close(co)), coroutine.status(co)) print(coroutine.close(co))
try(coroutine.close, coroutine.running()) 
print(coroutine.isyieldable(), coroutine.wrap(function() return coroutine.isyieldable() end)())
co = coroutine.create(function() local me = coroutine.running() print(pcall(coroutine.close, me)) coroutine.wrap(function() print(pcall(coroutine.close, me)) end)() end) coroutine.resume(co)
try(warn) try(warn, {}) 

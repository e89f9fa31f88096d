#!/usr/bin/env lua -- the first line of a file is skipped
-- 3.1 Lexical conventions

-- Names and reserved words
local _, _a, a1, A1, _0 = 1, 2, 3, 4, 5
print(_, _a, a1, A1, _0)
local andy, nilly, ifx, endo = "not", "reserved", "words", "!"
print(andy, nilly, ifx, endo)
local Nil, And, END = 1, 2, 3
print(Nil, And, END)

-- Short strings: escapes
print("a\tb", 'a\tb', "\"quoted\"", '\'quoted\'', "'", '"')
print(("\a\b\f\n\r\t\v\\\"\'"):byte(1, -1))
print("\65\066\0067", "\x41\x6a\x4A", ("\0"):byte(), ("\255"):byte(), ("\xff\xFF"):byte(1, -1))
print(#"\0", #"a\0b\0", ("a\0b"):byte(1, -1))
print("\1234", #"\0001", ("\0001"):byte(1, -1))
print("one\z
       two\z

       three", "x\z y", #"\z   ")
print("line\
continued", "cr\
lf")
print("\\n", '\\', "\\\\")
print(#"é", ("é"):byte(1, -1))

-- Long strings
print([[plain]], [==[with ]] and ]=] inside]==], [=[]]]=])
print([[
first newline dropped]], [[

second kept]])
print(#[[
]], #[[

]], #[==[
]]]==])
print([[\n is not an escape \z]])
print(#[[a
b]])

-- Comments
print(1) -- to the end of the line
--[[ a block
that goes on
]] print(2)
--[==[ ]] ]=]
print("never")
]==] print(3)
---[[ not a block
print(4)
--]]
--[ not a block either
print(5) --[[in one line]] print(6)
print(7 --[[inside]] + --[==[ an expression ]==] 1)
--

-- Numerals
print(3, 345, 3., .5, 0.5, 3.14, 314.16e-2, 0.31416E1, 3e2, 3E+2, 3e-2)
print(0xff, 0XFF, 0xA, 0xBEBADA, 0x0.1E, 0xA23p-4, 0X1.921FB54442D18P+1, 0x.8, 0x8., 0x1p4, 0x1P-2)
print(007, 0x10, 1e0, 00.5, 1e00)
print(0xffffffff, 0x7fffffff, 0x80000000, 0xffffffffffff, 0xffffffffffffffffff)
print(2147483647, 2147483648, -2147483648, -2147483649, 4294967296, 9007199254740992, 9007199254740993)
print(1e15, 1e14, 123456789012345, 12345678901234, 1e100, 1e308, 1e309, 1e-300, 1e-400, 5e-324)
print(0.1, 0.1 + 0.2, 1 / 3, 100 * 1.1, 1e-5, 1e-4, 123456.789e3)

-- Operators need no spaces
local x,y=1,2
print(x+y,x-y,x*y,x/y,x^y,x%y,x==y,x~=y,x<=y,x>=y,x<y,x>y,not x,#"abc","a".."b")
print(1 ..2, x..y, -x^2, 2^-1, 2^3^2, not not nil)
;;; print("semicolons");

-- Wrong tokens
local function wrong(code)
    local f, message = load(code, "=code")
    print(f, message)
end
wrong("x = 'abc")
wrong("x = 'abc\ndef'")
wrong("x = \"abc")
wrong("x = [[abc")
wrong("x = [==[abc]]")
wrong("--[[abc")
wrong("x = [=abc")
wrong("x = '\\q'")
wrong("x = '\\j{41}'")
wrong("x = '\\xZZ'")
wrong("x = '\\x4'")
wrong("x = '\\256'")
wrong("x = '\\999'")
wrong("x = 3x")
wrong("x = 0x")
wrong("x = 0xg")
wrong("x = 1e")
wrong("x = 1e+")
wrong("x = 1..2")
wrong("x = 1.2.3")
wrong("x = 0x1p")
wrong("x = 08a")
wrong("x = @")
wrong("x = $y")
wrong("x = !y")
wrong("x = a ? b")
wrong("x = $y")
wrong("x = `y`")
wrong("x = \1")
wrong("x = \200")
wrong("and = 1")
wrong("local end = 1")
wrong("x = 'a\\")
wrong("x = '\\\n")
wrong("x = 5 5")
wrong("x ==")
wrong("x = }")
wrong("=")
wrong("x = 'a' 'b'")
wrong("x = 1 .. ")
wrong("x = ..")
wrong("x = ...;\nx = &")
wrong("x = 'long string that is unfinished and rather long so that one sees the cut")
wrong(("x"):rep(100) .. " y")
wrong("\n\n\nx = = 2")
wrong("x = [[a\nb\nc]] = 3")
wrong("x = --[[ c\n ]] }")

-- Line ends
print(load("return 1\r\n+ 2\r\n")())
print(load("return 1\n\r+ 2\n\r")())
print(load("return 1\r+ 2\r")())
print(load("x = 1\r\n\r\ny = = 2", "=crlf"))
print(load("x = 1\n\r\n\ry = = 2", "=lfcr"))
print(load("x = 1\r\ry = = 2", "=cr"))
print(load("x = 1\n\ny = = 2", "=lf"))
print(load("return 'a\\\r\nb'")(), #load("return 'a\\\r\nb'")())
print((load("return [[a\r\nb\rc\n\rd\ne]]")():gsub("\n", "|")))
print(load("return [[\r\nx]]")())
print(load("-- only a comment\r\nreturn 'after'")())
print(load("return 1 -- comment at the end")())
print(load("--")) print(load("") ~= nil, load(" \t\n\v\f ") ~= nil)
print(load("# not skipped here", "=shebang"))
print(load("return\t1\v,\f2")())

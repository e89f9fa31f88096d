/**
 * From source text to code, and what is known of the text of functions.
 *
 * <p><b>Compiling.</b> {@link luahome.lua.text.Lexer} cuts source text into tokens, on bytes;
 * {@link luahome.lua.text.Compiler} hands the same tokens to LuaJ's compiler in a form that it reads without fault
 * ({@code CompilerInput}) and words its complaints as PUC Lua does ({@link luahome.lua.text.SyntaxException}). A
 * prototype keeps the name that {@code load} got ({@code @file}, {@code =stdin}, or the text); what messages show of it
 * is made where it is shown ({@link luahome.lua.text.ChunkName}).
 *
 * <p><b>Text of functions.</b> {@link luahome.lua.text.CodeBuilder} gives each prototype the text it comes from, behind
 * the comments directly above it; {@code FunctionScanner} finds it. {@link luahome.lua.text.SourceLoader} compiles a
 * single function out of its text again: for the store, for {@code string.dump} ({@link luahome.lua.text.DumpFormat}),
 * and when it was edited. {@link luahome.lua.text.FunctionDoc} reads parameters and comment from the text.
 *
 * <p><b>For those who type.</b> {@link luahome.lua.text.SourceParts} cuts any text into parts, also one that is
 * malformed or not finished; {@link luahome.lua.text.LuaScanner} tells quickly whether something is still open.
 *
 * <p>Nothing here runs code. No state outlives a call, but in {@code SourceLoader}, which belongs to a machine.
 */
@NullMarked
package luahome.lua.text;

import org.jspecify.annotations.NullMarked;

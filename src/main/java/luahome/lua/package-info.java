/**
 * The Lua machine: compiles and runs Lua 5.2.
 *
 * <p>{@code Lexer} reads source text; LuaJ compiles its tokens into prototypes and gives the values, strings and numbers;
 * what runs them is written here, from the meaning of Lua 5.2's instructions. {@link luahome.lua.LuaMachine} is the way in; {@code
 * luahome.lua.lib} holds the libraries.
 *
 * <p><b>How a program runs.</b> The Lua stack is a chain of {@code Frame}s, not the Java stack. {@code Interpreter}
 * drives: it hands the innermost frame to {@code Loop.run}, which runs that one frame until it calls, returns or yields
 * and answers the frame to go on with. So calls between Lua functions cost no Java stack, recursion ends in an ordinary
 * Lua error at 200,000 frames, and a coroutine is a chain of frames that is set aside: no threads. A metamethod runs in a
 * frame above the instruction that needs it, and {@code Frame.accept} puts its result where that instruction wants it. A
 * library function that calls back (`table.sort`, `string.gsub`) works in {@link luahome.lua.builtin.CallRequest}s and stands on the Lua
 * stack as a frame of its own, so a coroutine may yield in the callback. Only where Java code calls a function itself (a
 * reader of `load`, `__len` under `table.insert`) does another driver nest over an ENTRY frame; 200 may nest, and a
 * coroutine cannot yield through one. `pcall`, `xpcall`, `error` and the coroutine functions are
 * {@code Control}s: called from Lua they rearrange frames in place of nesting.
 *
 * <p><b>Errors.</b> A library throws a plain {@code LuaError}; in the frame that called it, it becomes a {@link
 * luahome.lua.run.RaisedError}, with position, whose value is final. {@code Unwinding} finds the protected call, runs the
 * handler of an `xpcall` on top of the failed frames, and keeps a traceback only if nothing catches the error. Java's
 * StackOverflowError and OutOfMemoryError become Lua errors, and so does any unexpected exception of a library (its
 * cause is kept for debugging). {@link luahome.lua.run.Interrupted}, {@link luahome.lua.run.ExitRequest}, StoreException and
 * UncheckedIOException (standard output is gone) cannot be caught by Lua code.
 *
 * <p><b>Interrupt.</b> A volatile flag, read whenever a frame is entered and at every jump backwards, and by long loops
 * in libraries. It stands until the top level clears it. The hook of `debug.sethook` is looked at in the same places.
 *
 * <p><b>Chunk names.</b> A prototype keeps the name that `load` got (`@file`, `=stdin`, or the text); what messages show
 * of it is made where it is shown.
 *
 * <p><b>Text of functions.</b> {@code CodeTree} gives each prototype the text it comes from, behind the comments directly
 * above it; {@code SourceLoader} compiles a single function out of its text again, for the store, for `string.dump`, and
 * when it was edited. {@link luahome.lua.text.FunctionDoc} reads parameters and comment from the text.
 *
 * <p><b>Rules.</b> Every table is a HomeTable, the global and library tables included. {@code Loop.run} stays below
 * 8,000 bytecodes, beyond which HotSpot does not compile; a test watches that. Text is bytes: nothing that a program
 * says passes through a Java String but in Latin-1.
 *
 * <p><b>Threads.</b> One machine per process, used by one thread; only {@code interrupt} may be called from others.
 */
@NullMarked
package luahome.lua;

import org.jspecify.annotations.NullMarked;

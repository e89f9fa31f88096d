/**
 * Runs code.
 *
 * <p><b>How a program runs.</b> The Lua stack is a chain of {@link luahome.lua.run.Frame}s, not the Java stack.
 * {@link luahome.lua.run.Interpreter} drives: it hands the innermost frame to {@code Loop.run}, which runs that one
 * frame until it calls, returns or yields, and answers the frame to go on with. So calls between Lua functions cost no
 * Java stack, recursion ends in an ordinary Lua error at 200,000 frames, and a coroutine is a chain of frames that is
 * set aside: no threads. A metamethod runs in a frame above the instruction that needs it, and {@code Frame.accept}
 * puts its result where that instruction wants it. A built-in function that calls back works in
 * {@link luahome.lua.builtin.CallRequest}s and stands on the Lua stack as a frame of its own. Only where Java code
 * calls a function itself (a reader of {@code load}, {@code __len} under {@code table.insert}) does another driver nest
 * over an ENTRY frame; 200 may nest, and a coroutine cannot yield through one. {@code pcall}, {@code error} and the
 * coroutine functions are {@link luahome.lua.run.ControlFunction}s: called from Lua they rearrange frames in place of
 * nesting.
 *
 * <p><b>Errors.</b> A library throws a plain {@code LuaError}; in the frame that called it, it becomes a
 * {@link luahome.lua.run.RaisedError}, with position, whose value is final. {@code Unwinding} finds the protected call,
 * runs the handler of an {@code xpcall} on top of the failed frames, and keeps a traceback only if nothing catches the
 * error. Java's StackOverflowError and OutOfMemoryError become Lua errors, and so does any unexpected exception of a
 * library (its cause is kept for debugging). {@link luahome.lua.run.Interrupted}, {@link luahome.lua.run.ExitRequest},
 * StoreException and UncheckedIOException (standard output is gone) cannot be caught by Lua code.
 *
 * <p><b>Interrupt.</b> A volatile flag, read whenever a frame is entered and at every jump backwards, and by long loops
 * in libraries. It stands until the top level clears it. The same flag tells that there is a {@link luahome.lua.run.Hook}:
 * a frame that begins or goes on then runs a copy of its code that stops at each instruction ({@code InstructionTrap}), so
 * hooks cost nothing while there are none.
 *
 * <p><b>Speed.</b> {@code Loop.run} stays below 8,000 bytecodes, beyond which HotSpot does not compile; a test watches
 * that. {@code InterpreterBench} prints ratios to LuaJ's interpreter.
 */
@NullMarked
package luahome.lua.run;

import org.jspecify.annotations.NullMarked;

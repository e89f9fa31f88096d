/**
 * The library {@code debug}, as far as frames tell: {@code getinfo} ({@code FrameInfo}), locals and upvalues, the
 * traceback, the hook.
 *
 * <p>It looks at the frames of {@code lua.run} and changes them only where {@code debug} is there for that
 * ({@code setlocal}, {@code setupvalue}, {@code upvaluejoin}). Built-in functions have no locals and no upvalues to be
 * seen. What stored functions have around them looks as it did when they were compiled first: nothing of luahome shows.
 */
@NullMarked
package luahome.lua.debug;

import org.jspecify.annotations.NullMarked;

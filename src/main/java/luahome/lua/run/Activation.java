package luahome.lua.run;

import luahome.home.value.Code;
import org.jspecify.annotations.Nullable;

/**
 * A call under way of a Lua function, as a debugger looks at it. Good for as long as the program stands still. Used on
 * the Lua thread.
 */
public final class Activation {
    private final Frame frame;
    private final @Nullable Coroutine coroutine;

    /** @param coroutine on whose stack the frame is; null for that of the main program */
    Activation(Frame frame, @Nullable Coroutine coroutine) {
        this.frame = frame;
        this.coroutine = coroutine;
    }

    /** What is executed. */
    public Code code() {
        return frame.prototype();
    }

    /** The line that is executed, or to be executed next; -1 if unknown. */
    public int line() {
        return frame.line();
    }

    /** The chunk and the line, as messages name them. */
    public String place() {
        return RuntimeMessages.source(frame) + ":" + line();
    }

    /** What its caller calls the function; null if nothing tells. */
    public @Nullable String name() {
        return VariableNames.bare(Traceback.name(frame));
    }

    /** Where on the stacks it is. */
    public StackPosition position() {
        return new StackPosition(coroutine, frame.depth);
    }

    /** The variables in sight. */
    public FrameVariables variables() {
        return FrameVariables.of(frame);
    }

    /** The Lua function that called this one, or resumed its coroutine; null if this is the outermost. */
    public @Nullable Activation caller() {
        Coroutine within = coroutine;
        Frame below = frame;
        while (true) {
            if (below.kind == Frame.COROUTINE) {
                Coroutine ending = (Coroutine) below.extra;
                below = ending.resumer;
                within = ending.previous;
            } else {
                below = below.prev;
            }
            if (below == null) {
                return null;
            }
            if (below.kind == Frame.LUA) {
                return new Activation(below, within);
            }
        }
    }
}

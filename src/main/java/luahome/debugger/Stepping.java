package luahome.debugger;

import luahome.lua.run.StackPosition;

/** How far a program goes on before it stops without a breakpoint. Immutable. */
sealed interface Stepping {
    /** To its end. */
    record Free() implements Stepping {}

    /** To the next line, of whatever function. */
    record Into() implements Stepping {}

    /** To the next line that is not in something called here. */
    record Over(StackPosition start) implements Stepping {}

    /** Until the function has returned. */
    record Out(StackPosition start) implements Stepping {}

    /** Whether a line at a position is the one to stop at. */
    default boolean endsAt(StackPosition now) {
        if (this instanceof Over over) {
            return !now.isAbove(over.start);
        }
        if (this instanceof Out out) {
            return !now.isAbove(out.start) && !now.equals(out.start);
        }
        return this instanceof Into;
    }
}

package luahome.lua.run;

/**
 * Watches programs for whoever debugs them; see {@link Interpreter#debugger(Debugger)}. Called on the Lua thread, in the
 * middle of a program: what it throws goes through the program, and an {@link Interrupted} ends it.
 */
public interface Debugger {
    /** A Lua function begins. */
    void entered(Activation begun);

    /** Whether to be told of the instructions of a function, asked when it begins and when it goes on after a call. */
    boolean wantsInstructions(Activation running);

    /**
     * An instruction of a function is to be executed.
     *
     * @param beginsLine whether it is the first one of a line, or comes again, as in a loop
     */
    void reached(Activation running, boolean beginsLine);
}

package luahome.script;

import java.util.List;
import luahome.command.CommandCall;
import luahome.session.Entry;

/** A part of a script. */
public sealed interface ScriptPart {
    /** Where it begins, from 1. */
    int line();

    /**
     * Lua between commands; one transaction.
     *
     * @param entries what runs, in order: one chunk, or several entries as at the prompt
     * @param echo whether results are printed
     */
    record Segment(int line, List<Entry> entries, boolean echo) implements ScriptPart {}

    /** A meta-command. */
    record Call(CommandCall call) implements ScriptPart {
        @Override
        public int line() {
            return call.line();
        }
    }
}

package luahome.terminal;

import java.util.List;
import luahome.console.Console.EntryHelp;
import luahome.console.Console.Suggestion;
import org.jspecify.annotations.Nullable;

/** Asks the session about what is being typed: on the terminal's thread, answered by the Lua thread that waits. */
final class RemoteEntryHelp {
    private static final EntryHelp.Depth FLAT = new EntryHelp.Depth(0, 0, false);

    private final Rendezvous rendezvous;
    private volatile @Nullable EntryHelp help;

    RemoteEntryHelp(Rendezvous rendezvous) {
        this.rendezvous = rendezvous;
    }

    /** Sets who is asked from now on. */
    void answerWith(EntryHelp newHelp) {
        help = newHelp;
    }

    boolean incomplete(String text) {
        EntryHelp asked = help;
        return asked != null && rendezvous.ask(() -> asked.incomplete(text), false);
    }

    EntryHelp.Depth depth(String text) {
        EntryHelp asked = help;
        return asked == null ? FLAT : rendezvous.ask(() -> asked.depth(text), FLAT);
    }

    List<Suggestion> complete(String text) {
        EntryHelp asked = help;
        return asked == null ? List.of() : rendezvous.ask(() -> asked.complete(text), List.of());
    }

    List<EntryHelp.Span> highlight(String text, int cursor) {
        EntryHelp asked = help;
        return asked == null ? List.of() : rendezvous.ask(() -> asked.highlight(text, cursor), List.of());
    }

    String hint(String text) {
        EntryHelp asked = help;
        return asked == null ? "" : rendezvous.ask(() -> asked.hint(text), "");
    }
}

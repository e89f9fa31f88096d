package luahome.terminal;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/**
 * The library's editor of lines, for which Ctrl-C is a key as of {@link InterruptKey}: it ends the reading with a
 * {@link org.jline.reader.UserInterruptException}.
 */
class KeyLineReader extends LineReaderImpl {
    KeyLineReader(Terminal terminal) throws IOException {
        super(terminal, "luahome", null);
        bind(this::interrupt, List.of(EMACS, VIINS, VICMD, VIOPP, VISUAL, DUMB), InterruptKey.KEY);
    }

    /** Has keys do something in some of the library's maps of keys. */
    final void bind(Widget widget, List<String> maps, String... sequences) {
        for (String name : maps) {
            Objects.requireNonNull(getKeyMaps().get(name), name).bind(widget, sequences);
        }
    }

    private boolean interrupt() {
        state = State.INTERRUPT;
        return true;
    }
}

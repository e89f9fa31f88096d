package luahome.terminal;

import java.io.IOException;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/**
 * The library's editor of lines, for which Ctrl-C is a key as of {@link InterruptKey}: it ends the reading with a {@link
 * org.jline.reader.UserInterruptException}.
 */
class KeyLineReader extends LineReaderImpl {
    KeyLineReader(Terminal terminal) throws IOException {
        super(terminal, "luahome", null);
        for (String map : new String[] {EMACS, VIINS, VICMD, VIOPP, VISUAL, DUMB}) {
            getKeyMaps().get(map).bind((Widget) this::interrupt, InterruptKey.KEY);
        }
    }

    private boolean interrupt() {
        state = State.INTERRUPT;
        return true;
    }
}

package luahome.terminal;

import java.io.IOError;
import java.io.InterruptedIOException;
import luahome.browse.Key;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of the browser from a terminal in raw mode. Used on one thread, which is interrupted to stop a read.
 */
final class BrowserKeys {
    /** The terminal marks what is pasted, or no longer. */
    static final String MARK_PASTES = "\u001b[?2004h";

    /** Ends what {@link #MARK_PASTES} begins. */
    static final String MARK_NO_PASTES = "\u001b[?2004l";

    private static final String PASTE_BEGINS = "\u001b[200~";
    private static final String PASTE_ENDS = "\u001b[201~";

    /**
     * So long after an Escape what comes next is another key, in milliseconds: on a slow line the parts of a key come
     * far apart, and a key that was mistaken for Escape would leave the browser.
     */
    private static final long ESCAPE_MILLIS = 500;

    private static final char ESCAPE = '\u001b';
    private static final Object PASTE = "paste";

    private final BindingReader reader;
    private final KeyMap<Object> keys = new KeyMap<>();

    BrowserKeys(Terminal terminal) {
        reader = new BindingReader(terminal.reader());
        keys.setAmbiguousTimeout(ESCAPE_MILLIS);
        keys.setUnicode(Key.TYPED);
        keys.setNomatch(Key.NONE);
        for (char c = ' '; c < 0x7f; c++) {
            keys.bind(Key.TYPED, String.valueOf(c));
        }
        arrow(terminal, Key.UP, Capability.key_up, 'A');
        arrow(terminal, Key.DOWN, Capability.key_down, 'B');
        arrow(terminal, Key.RIGHT, Capability.key_right, 'C');
        arrow(terminal, Key.LEFT, Capability.key_left, 'D');
        arrow(terminal, Key.HOME, Capability.key_home, 'H');
        arrow(terminal, Key.END, Capability.key_end, 'F');
        keys.bind(Key.HOME, "\u001b[1~", "\u001b[7~", KeyMap.ctrl('A'));
        keys.bind(Key.END, "\u001b[4~", "\u001b[8~", KeyMap.ctrl('E'));
        keys.bind(Key.PAGE_UP, "\u001b[5~");
        keys.bind(Key.PAGE_DOWN, "\u001b[6~");
        keys.bind(Key.DELETE, "\u001b[3~");
        keys.bind(Key.ENTER, "\r", "\n");
        keys.bind(Key.BACKSPACE, "\u007f", "\b");
        keys.bind(Key.CLEAR_BEFORE, KeyMap.ctrl('U'));
        keys.bind(Key.CLEAR_BEHIND, KeyMap.ctrl('K'));
        keys.bind(Key.INTERRUPT, KeyMap.ctrl('C'));
        keys.bind(Key.ESCAPE, "\u001b");
        keys.bind(PASTE, PASTE_BEGINS);
    }

    private void arrow(Terminal terminal, Key key, Capability capability, char letter) {
        String own = KeyMap.key(terminal, capability);
        if (own != null) {
            keys.bind(key, own);
        }
        keys.bind(key, "\u001b[" + letter, "\u001bO" + letter);
    }

    /** Waits for a key; null if the read was interrupted. */
    @Nullable
    Press read() {
        try {
            Object bound = reader.readBinding(keys);
            if (bound == PASTE) {
                return new Press(Key.TYPED, pasted());
            }
            if (bound == null) {
                return Press.END;
            }
            Key key = (Key) bound;
            return key == Key.ESCAPE && skippedSequence() ? Press.NOTHING : new Press(key, reader.getLastBinding());
        } catch (EndOfFileException e) {
            return Press.END;
        } catch (IOError e) {
            return e.getCause() instanceof InterruptedIOException ? null : Press.END;
        }
    }

    /**
     * The text of a paste. Read key by key, since the library's way to read up to a mark leaves what it had read ahead
     * to be read a second time, as when one paste follows another at once.
     */
    private String pasted() {
        StringBuilder text = new StringBuilder();
        int end = -1;
        while (end < 0) {
            int next = reader.readCharacter();
            if (next < 0) {
                return text.toString();
            }
            end = text.appendCodePoint(next).indexOf(PASTE_ENDS, text.length() - PASTE_ENDS.length());
        }
        return text.substring(0, end);
    }

    /** Passes over what belongs to an Escape that begins a key of a kind that is not known; answers whether it did. */
    private boolean skippedSequence() {
        int next = reader.peekCharacter(1);
        if (next < 0 || next == ESCAPE) { // Another key soon after it, as when somebody types quickly.
            return false;
        }
        reader.readCharacter();
        if (next == '[' || next == 'O') {
            while (next >= 0 && (next == '[' || next == 'O' || next < '@' || next > '~')) {
                next = reader.peekCharacter(ESCAPE_MILLIS) < 0 ? -1 : reader.readCharacter();
            }
        }
        return true;
    }

    /**
     * A key that was pressed.
     *
     * @param typed its characters
     */
    record Press(Key key, String typed) {
        /** A key that means nothing. */
        static final Press NOTHING = new Press(Key.NONE, "");

        /** The terminal has gone. */
        static final Press END = new Press(Key.INTERRUPT, "");
    }
}

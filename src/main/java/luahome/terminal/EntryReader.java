package luahome.terminal;

import java.util.Comparator;
import java.util.List;
import java.util.ListIterator;
import luahome.console.Console.EntryHelp;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.Highlighter;
import org.jline.reader.History;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/**
 * The editor of entries, over JLine's: an entry of several lines is one buffer.
 *
 * <p>Enter goes on in a new line while the entry is incomplete, and indents it; Alt-Enter always does. Up and Down move
 * in the buffer, and beyond its first or last line through those entries of the history that begin with what stands
 * before the cursor. The rest of such an entry stands behind the cursor in faint letters, for Right to take. Below the
 * entry stands a line of help.
 */
final class EntryReader extends KeyLineReader {
    private static final String INDENT = "  ";

    private final RemoteEntryHelp remoteHelp;
    private final Highlighter colourless = getHighlighter();
    private boolean hints = true;
    private boolean suggestions = true;

    /** What Up and Down look for; null while they are not looking. */
    private @Nullable String soughtPrefix;
    /** What they found last: if the buffer differs, the search is over. */
    private String found = "";
    /** The entry as it was before they began. */
    private String unsearched = "";

    private int foundIndex;

    EntryReader(Terminal terminal, RemoteEntryHelp remoteHelp) throws java.io.IOException {
        super(terminal);
        this.remoteHelp = remoteHelp;
        bind(this::breakLine, List.of(EMACS, VIINS), "\u001b\r", "\u001b\n");
    }

    /**
     * Sees to it that the prompt begins a line: a mark behind what stands there, if anything does, and so many blanks
     * that the line is full. The library's own mark has a colour, also where none are wanted.
     */
    @Override
    protected boolean freshLine() {
        if (!terminal.getBooleanCapability(Capability.auto_right_margin)
                || !terminal.getBooleanCapability(Capability.eat_newline_glitch)) {
            return super.freshLine();
        }
        String mark = new AttributedString("~", AttributedStyle.DEFAULT.faint()).toAnsi(terminal);
        terminal.writer().print(mark + " ".repeat(size.getColumns() - 1) + "\r \r");
        return true;
    }

    /**
     * Uses colours, or none. Not while an entry is read, like the two below.
     *
     * @param highlighter colours entries; null for no colours at all
     */
    void colour(@Nullable Highlighter highlighter) {
        setHighlighter(highlighter == null ? colourless : highlighter);
        if (highlighter == null) {
            Theme.COLOURLESS_LISTS.forEach(this::setVariable);
        } else {
            getVariables().keySet().removeAll(Theme.COLOURLESS_LISTS.keySet());
        }
    }

    /**
     * Says what of the help that nobody asks for is shown: the line below the entry, and the rest of an earlier one.
     */
    void show(boolean newHints, boolean newSuggestions) {
        hints = newHints;
        suggestions = newSuggestions;
    }

    /** Says how many entries are remembered at most; with 0 no more are added to those that are. */
    void remember(int entries) {
        setVariable(DISABLE_HISTORY, entries == 0);
        if (entries > 0) {
            setVariable(HISTORY_SIZE, entries);
            setVariable(HISTORY_FILE_SIZE, entries);
        }
    }

    /** Whether the entry is still being typed, and not drawn for the last time. */
    boolean typing() {
        return state == State.NORMAL;
    }

    @Override
    protected boolean acceptLine() {
        String text = buf.toString();
        try {
            parser.parse(text, buf.cursor(), ParseContext.ACCEPT_LINE);
        } catch (EOFError e) {
            return breakLine();
        }
        soughtPrefix = null;
        alignClosing();
        return super.acceptLine();
    }

    /** Begins a new line, indented as deep as the blocks go that are open there. */
    private boolean breakLine() {
        alignClosing();
        buf.write("\n" + INDENT.repeat(remoteHelp.depth(buf.upToCursor()).after()));
        return true;
    }

    /**
     * Moves a line that begins with {@code end} or the like out to where its block began, if it does not stand there.
     */
    private void alignClosing() {
        String before = buf.upToCursor();
        int lineStart = before.lastIndexOf('\n') + 1;
        EntryHelp.Depth depth = remoteHelp.depth(before);
        if (lineStart == 0 || !depth.closes()) {
            return;
        }
        String line = before.substring(lineStart);
        String wanted = INDENT.repeat(depth.ofLine()) + line.stripLeading();
        if (!wanted.equals(line)) {
            buf.backspace(line.length());
            buf.write(wanted);
        }
    }

    @Override
    protected boolean upLineOrHistory() {
        return buf.up() || search(-1);
    }

    @Override
    protected boolean downLineOrHistory() {
        return buf.down() || search(1);
    }

    /** Goes through the entries of the history that begin like this one; answers whether it went anywhere. */
    private boolean search(int step) {
        String text = buf.toString();
        if (soughtPrefix == null || !text.equals(found)) {
            if (step > 0) {
                return false;
            }
            soughtPrefix = buf.upToCursor();
            unsearched = text;
            found = text;
            foundIndex = history.last() + 1;
        }
        for (int i = foundIndex + step; i >= history.first() && i <= history.last(); i += step) {
            String entry = history.get(i);
            if (entry.startsWith(soughtPrefix) && !entry.equals(text)) {
                return show(entry, i);
            }
        }
        return step > 0 && foundIndex <= history.last() && show(unsearched, history.last() + 1);
    }

    private boolean show(String entry, int index) {
        foundIndex = index;
        found = entry;
        setBuffer(entry);
        return true;
    }

    @Override
    protected boolean forwardChar() {
        return takeSuggestion(suggestion()) || super.forwardChar();
    }

    @Override
    protected boolean endOfLine() {
        return takeSuggestion(suggestion()) || super.endOfLine();
    }

    @Override
    protected boolean forwardWord() {
        String rest = suggestion();
        int end = 0;
        while (end < rest.length() && !isWord(rest.charAt(end))) {
            end++;
        }
        while (end < rest.length() && isWord(rest.charAt(end))) {
            end++;
        }
        return takeSuggestion(rest.substring(0, end)) || super.forwardWord();
    }

    private boolean takeSuggestion(String text) {
        if (text.isEmpty()) {
            return false;
        }
        buf.write(text);
        return true;
    }

    /** The rest of the last entry of the history that begins like this one; empty if there is none. */
    private String suggestion() {
        if (!suggestions || buf.length() == 0 || buf.cursor() != buf.length()) {
            return "";
        }
        String text = buf.toString();
        ListIterator<History.Entry> entries = history.iterator(history.last() + 1);
        while (entries.hasPrevious()) {
            String line = entries.previous().line();
            if (line.length() > text.length() && line.startsWith(text)) {
                return line.substring(text.length());
            }
        }
        return "";
    }

    @Override
    public AttributedString getDisplayedBufferWithPrompts(List<AttributedString> secondaryPrompts) {
        drawEvenly();
        // The last drawing, when the entry is done, is without what is only for typing.
        boolean typing = doAutosuggestion && post == null && typing();
        AttributedStringBuilder all = new AttributedStringBuilder();
        all.append(super.getDisplayedBufferWithPrompts(secondaryPrompts));
        if (typing && !terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            String rest = suggestion();
            int end = rest.indexOf('\n');
            all.styled(AttributedStyle::faint, end < 0 ? rest : rest.substring(0, end) + " …");
            String hint = hints ? remoteHelp.hint(buf.upToCursor()) : "";
            if (!hint.isEmpty()) {
                String shown = new AttributedString(hint)
                        .columnSubSequence(0, size.getColumns() - 1)
                        .toString();
                all.append("\n").styled(AttributedStyle::faint, shown);
            }
        }
        return all.toAttributedString();
    }

    /** Puts a display of ours in the place of the library's, which makes a new one whenever it begins to draw anew. */
    private void drawEvenly() {
        if (!(display instanceof WideCharDisplay)) {
            boolean delays = display.delayLineWrap();
            display = new WideCharDisplay(terminal);
            display.resize(size.getRows(), size.getColumns());
            display.setDelayLineWrap(delays);
        }
    }

    @Override
    protected Comparator<Candidate> getCandidateComparator(boolean caseInsensitive, String word) {
        return Comparator.comparingInt(Candidate::sort);
    }

    /** Groups stand in the order in which they are first met. */
    @Override
    protected @Nullable Comparator<String> getGroupComparator() {
        return null;
    }
}

package luahome.terminal;

import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;

/** Gives the parts of an entry the looks that the session says they have. */
final class EntryHighlighter implements Highlighter {
    /** A cursor that is beside nothing. */
    private static final int NOWHERE = -1;

    private final RemoteEntryHelp desk;
    private final Theme theme;

    EntryHighlighter(RemoteEntryHelp desk, Theme theme) {
        this.desk = desk;
        this.theme = theme;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        boolean typing = reader instanceof EntryReader entry && entry.typing();
        return theme.highlighted(
                buffer, desk.highlight(buffer, typing ? reader.getBuffer().cursor() : NOWHERE));
    }
}

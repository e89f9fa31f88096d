package luahome.terminal;

import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;

/** Gives the parts of an entry the looks that the session says they have. */
final class EntryHighlighter implements Highlighter {
    /** A cursor that is beside nothing. */
    private static final int NOWHERE = -1;

    private final RemoteEntryHelp remoteHelp;
    private final Theme theme;

    EntryHighlighter(RemoteEntryHelp remoteHelp, Theme theme) {
        this.remoteHelp = remoteHelp;
        this.theme = theme;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        boolean typing = reader instanceof EntryReader entry && entry.typing();
        return theme.highlighted(
                buffer, remoteHelp.highlight(buffer, typing ? reader.getBuffer().cursor() : NOWHERE));
    }
}

package luahome.repl.line;

import luahome.repl.Console.EntryHelp.Span;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;

/** Gives the parts of an entry the looks that the session says they have. */
final class EntryHighlighter implements Highlighter {
    /** A cursor that is beside nothing. */
    private static final int NOWHERE = -1;

    private final HelpDesk desk;
    private final Theme theme;

    EntryHighlighter(HelpDesk desk, Theme theme) {
        this.desk = desk;
        this.theme = theme;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        int at = 0;
        boolean typing = reader instanceof EntryReader entry && entry.typing();
        for (Span span : desk.highlight(buffer, typing ? reader.getBuffer().cursor() : NOWHERE)) {
            text.append(buffer.substring(at, span.start()));
            text.styled(theme.style(span.look()), buffer.substring(span.start(), span.end()));
            at = span.end();
        }
        return text.append(buffer.substring(at)).toAttributedString();
    }
}

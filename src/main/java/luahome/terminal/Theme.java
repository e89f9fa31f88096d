package luahome.terminal;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.console.Console.EntryHelp.Look;
import luahome.console.Console.EntryHelp.Span;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The colours of an entry, such as can be read on a dark background, or on a light one. */
enum Theme {
    DARK,
    LIGHT;

    /** How the editor's lists of suggestions look where there are no colours. */
    static final Map<String, Object> COLOURLESS_LISTS = Map.of(
            LineReader.COMPLETION_STYLE_STARTING, "bold",
            LineReader.COMPLETION_STYLE_DESCRIPTION, "faint",
            LineReader.COMPLETION_STYLE_GROUP, "bold",
            LineReader.COMPLETION_STYLE_SELECTION, "inverse");

    private static final Pattern STATE = Pattern.compile("(@\\d+)?(\\*\\d+)?( \\(read-only\\))?$");

    /**
     * What is wanted.
     *
     * @param theme {@code dark}, {@code light}, or {@code auto} for what suits the terminal
     * @param colours as for {@link #of(String)}
     */
    static Theme of(String theme, String colours) {
        return switch (theme) {
            case "dark" -> DARK;
            case "light" -> LIGHT;
            default -> of(colours);
        };
    }

    /**
     * What suits a terminal.
     *
     * @param colours what the terminal says of its colours in the variable {@code COLORFGBG}, such as {@code 0;15};
     *     empty if it says nothing
     */
    static Theme of(String colours) {
        String background = colours.substring(colours.lastIndexOf(';') + 1);
        return background.equals("7") || background.equals("15") ? LIGHT : DARK;
    }

    /** A text whose parts are in their colours. */
    AttributedString highlighted(String text, List<Span> spans) {
        AttributedStringBuilder out = new AttributedStringBuilder();
        int at = 0;
        for (Span span : spans) {
            out.append(text.substring(at, span.start()));
            out.styled(style(span.look()), text.substring(span.start(), span.end()));
            at = span.end();
        }
        return out.append(text.substring(at)).toAttributedString();
    }

    AttributedStyle style(Look look) {
        return switch (look) {
            case KEYWORD -> colour(AttributedStyle.MAGENTA);
            case STRING -> colour(AttributedStyle.GREEN);
            case NUMBER -> colour(this == DARK ? AttributedStyle.YELLOW : AttributedStyle.RED);
            case COMMENT -> AttributedStyle.DEFAULT.faint();
            case STORED ->
                colour(this == DARK ? AttributedStyle.CYAN : AttributedStyle.BLUE)
                        .bold();
            case GLOBAL -> colour(this == DARK ? AttributedStyle.CYAN : AttributedStyle.BLUE);
            case UNKNOWN -> AttributedStyle.DEFAULT.faint().underline();
            case COMMAND -> AttributedStyle.DEFAULT.bold();
            case PARTNER -> AttributedStyle.DEFAULT.inverse();
            case WRONG -> colour(AttributedStyle.RED).underline();
        };
    }

    /** The prompt: what tells of the state, as opposed to the name, stands out. */
    AttributedString prompt(String prompt) {
        int end = prompt.length() - "> ".length();
        Matcher state = STATE.matcher(prompt).region(0, end);
        int name = state.find() ? state.start() : end;
        return new AttributedStringBuilder()
                .styled(AttributedStyle.BOLD, prompt.substring(0, name))
                .styled(
                        colour(this == DARK ? AttributedStyle.YELLOW : AttributedStyle.RED),
                        prompt.substring(name, end))
                .append(prompt.substring(end))
                .toAttributedString();
    }

    /** A message about a failure; what stands below its first line is source text. */
    AttributedString error(String message) {
        int end = message.indexOf('\n') < 0 ? message.length() : message.indexOf('\n');
        return new AttributedStringBuilder()
                .styled(colour(AttributedStyle.RED), message.substring(0, end))
                .append(message.substring(end))
                .toAttributedString();
    }

    private static AttributedStyle colour(int colour) {
        return AttributedStyle.DEFAULT.foreground(colour);
    }
}

package luahome.assist;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.lookup.NamePath;
import luahome.lua.run.ErrorOrigin;
import luahome.lua.text.SourceParts.Kind;
import luahome.lua.text.SourceParts.Part;
import luahome.session.EntryText;
import luahome.session.Outcome;
import luahome.session.PromptEntry;
import luahome.show.Caret;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;

/** Finds what the message of an error at run time is about in the text of the code that raised it. */
public final class ErrorContext {
    private static final Pattern ATTEMPT = Pattern.compile(
            "attempt to (?<deed>call|index|.*?) ?(?:on )?(?<kind>global|local|upvalue|field|method|constant) '(?<name>[^']+)'");

    private static final Pattern ARGUMENT = Pattern.compile("bad argument #\\d+ to '(?<name>[^']+)'");

    private final EntryText text;
    private final int line;
    private final String message;

    private ErrorContext(EntryText text, int line, String message) {
        this.text = text;
        this.line = line;
        this.message = message;
    }

    /**
     * The message, and below it the line that it is about, with a caret where it is known what in it is meant; of an
     * entry of one line, which stands right above, nothing without a caret.
     *
     * @param message what is shown
     * @param failed what it is about
     * @param entry what was typed
     * @param compiled the same
     */
    public static String shown(String message, Outcome.Failed failed, String entry, PromptEntry compiled) {
        ErrorOrigin origin = failed.origin();
        if (origin == null) {
            return message;
        }
        boolean own = compiled.contains(origin.code());
        EntryText text = new EntryText(own ? entry : EntryText.message(origin.source()));
        int line = own ? origin.line() : origin.sourceLine();
        if (line < 1) {
            return message;
        }
        int column = new ErrorContext(text, line, EntryText.message(failed.message())).column();
        byte[] source = text.text().getBytes(StandardCharsets.UTF_8);
        if (column > 0) {
            return Caret.under(message, source, line, column);
        }
        return own && !entry.contains("\n") ? message : Caret.line(message, source, line);
    }

    /** The byte of the line, from 1, at which the name begins that the message tells; 0 if that could be several. */
    private int column() {
        int start = 0;
        for (int i = 1; i < line && start >= 0; i++) {
            start = text.text().indexOf('\n', start) + 1;
            if (start == 0) {
                return 0;
            }
        }
        int end = text.text().indexOf('\n', start);
        int found = only(start, end < 0 ? text.text().length() : end);
        return found < 0 ? 0 : text.text().substring(start, found).getBytes(StandardCharsets.UTF_8).length + 1;
    }

    /** Where the only part of a line begins that the message can mean; -1 if there is none, or several are. */
    private int only(int from, int to) {
        Matcher attempt = ATTEMPT.matcher(message);
        Matcher argument = ARGUMENT.matcher(message);
        boolean attempted = attempt.find();
        if (!attempted && !argument.find()) {
            return -1;
        }
        String name = attempted ? attempt.group("name") : argument.group("name");
        String kind = attempted ? attempt.group("kind") : "";
        String deed = attempted ? attempt.group("deed") : "call";
        int found = -1;
        for (int i = 0; i < text.parts().size(); i++) {
            Part part = text.parts().get(i);
            boolean here = part.start() >= from && part.start() < to;
            if (here && means(i, kind, name) && suits(deed, i)) {
                if (found >= 0) {
                    return -1;
                }
                found = part.start();
            }
        }
        return found;
    }

    /** Whether a part is that name, used as what it is said to be. */
    private boolean means(int i, String kind, String name) {
        Part part = text.parts().get(i);
        String before = symbol(i - 1);
        if (part.kind() == Kind.STRING) {
            String quoted = text.in(part);
            boolean key = kind.equals("field") && before.equals("[") || kind.equals("constant");
            return key
                    && !quoted.startsWith("[")
                    && NamePath.unquoted(quoted.substring(1, quoted.length() - 1))
                            .raweq(Utf8.bytes(name));
        }
        if (part.kind() != Kind.NAME || !text.in(part).equals(name)) {
            return false;
        }
        return switch (kind) {
            case "field" -> before.equals(".");
            case "method" -> before.equals(":");
            case "global", "local", "upvalue" -> !before.equals(".") && !before.equals(":");
            default -> kind.isEmpty();
        };
    }

    /** Whether what stands behind a part does with it what failed. */
    private boolean suits(String deed, int i) {
        int next = i + 1 + (symbol(i + 1).equals("]") ? 1 : 0);
        Part after = next < text.parts().size() ? text.parts().get(next) : null;
        return switch (deed) {
            case "call" -> called(after);
            case "index" -> after != null && List.of(".", ":", "[").contains(text.in(after));
            default -> true;
        };
    }

    private boolean called(@Nullable Part after) {
        return after != null
                && (after.kind() == Kind.STRING || List.of("(", "{").contains(text.in(after)));
    }

    private String symbol(int i) {
        List<Part> parts = text.parts();
        return i >= 0 && i < parts.size() && parts.get(i).kind() == Kind.SYMBOL ? text.in(parts.get(i)) : "";
    }
}

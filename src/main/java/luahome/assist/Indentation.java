package luahome.assist;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import luahome.console.Console.EntryHelp.Depth;
import luahome.lua.text.LuaScanner;

/** How far the lines of an entry are moved in. */
public final class Indentation {
    private static final Pattern CLOSING = Pattern.compile("\\s*(?:(?:end|until|else|elseif)\\b|[})\\]]).*");
    private static final Pattern MIDDLE = Pattern.compile("\\s*(?:else|elseif)\\b.*");

    private Indentation() {}

    /** Where the text ends, and where its last line belongs. */
    public static Depth of(String text) {
        int lineStart = text.lastIndexOf('\n') + 1;
        LuaScanner scanner = new LuaScanner();
        feed(scanner, text.substring(0, lineStart));
        int before = scanner.depth();
        boolean inText = scanner.insideText();
        String line = text.substring(lineStart);
        feed(scanner, line);
        if (scanner.insideText()) {
            return new Depth(0, 0, false);
        }
        boolean closes = !inText && CLOSING.matcher(line).matches();
        int ofLine = closes ? closed(line, before) : before;
        return new Depth(scanner.depth(), ofLine, closes);
    }

    private static int closed(String line, int before) {
        if (MIDDLE.matcher(line).matches()) {
            return Math.max(0, before - 1);
        }
        int steps = 0;
        for (String word : line.strip().split("(?<=[})\\]])|\\s+")) {
            if (!CLOSING.matcher(word).matches()) {
                break;
            }
            steps++;
        }
        return Math.max(0, before - Math.max(1, steps));
    }

    private static void feed(LuaScanner scanner, String text) {
        for (String line : text.split("(?<=\n)")) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            scanner.line(bytes, 0, bytes.length);
        }
    }
}

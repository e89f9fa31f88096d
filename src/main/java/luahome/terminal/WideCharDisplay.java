package luahome.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.WCWidth;

/**
 * The library's display, made safe for letters that are not one {@code char} and one column each.
 *
 * <p>The library draws only what differs from the last drawing, but compares by {@code char}, so that it may print half
 * of a letter beyond the basic plane; and at the right margin, where it has the terminal wrap the line by itself, it
 * takes the first letter of the next row for one column wide. What it then believes to be on the screen is elsewhere.
 * So while such letters are there, a row that changes is drawn as a whole, and no row is left to the terminal to wrap.
 */
final class WideCharDisplay extends Display {
    /** Letters before this one are one {@code char} and one column. */
    private static final int FIRST_UNEVEN = 0x300;

    /** A display for a part of the screen, at which nothing is drawn yet. */
    WideCharDisplay(Terminal terminal) {
        super(terminal, false);
    }

    @Override
    public void update(List<AttributedString> newLines, int targetCursorPos, boolean flush) {
        boolean uneven = newLines.stream().anyMatch(WideCharDisplay::uneven);
        List<AttributedString> lines = uneven ? broken(newLines) : newLines;
        if (uneven || oldLines.stream().anyMatch(WideCharDisplay::uneven)) {
            wipeWhatDiffers(lines);
        }
        super.update(lines, targetCursorPos, flush);
    }

    private static boolean uneven(AttributedString line) {
        return line.toString()
                .chars()
                .anyMatch(c -> c >= FIRST_UNEVEN && (Character.isSurrogate((char) c) || WCWidth.wcwidth(c) != 1));
    }

    /** The same rows, each but the last with an end of its own. */
    private static List<AttributedString> broken(List<AttributedString> lines) {
        List<AttributedString> all = new ArrayList<>(lines);
        for (int i = 0; i < all.size() - 1; i++) {
            AttributedString line = all.get(i);
            if (line.length() == 0 || line.charAt(line.length() - 1) != '\n') {
                all.set(i, AttributedString.join(AttributedString.EMPTY, line, AttributedString.NEWLINE));
            }
        }
        return all;
    }

    private void wipeWhatDiffers(List<AttributedString> lines) {
        List<AttributedString> old = new ArrayList<>(oldLines);
        for (int i = 0; i < Math.min(old.size(), lines.size()); i++) {
            if (!old.get(i).equals(lines.get(i))) {
                moveVisualCursorTo(i * columns1);
                terminal.puts(Capability.clr_eol);
                old.set(i, AttributedString.NEWLINE);
            }
        }
        oldLines = old;
    }
}

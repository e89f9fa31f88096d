package luahome.browse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the screen shows at a moment.
 *
 * @param path of the row at which one is, as Lua
 * @param position which row of how many that is
 * @param order in what order the entries stand
 * @param rows the rows, as many as fit; none while help is shown
 * @param at index of the row at which one is; -1 while help is shown
 * @param help lines of help that stand in place of the rows; usually none
 * @param sought what was searched for and stands out in the rows; may be empty
 * @param note a line above the last one; null if it is not needed
 * @param prompt what is being typed in the last line; null if nothing is
 * @param status the last line while nothing is typed
 * @param failed whether the note, or without one the status, tells of a failure
 */
public record ScreenContent(
        String path,
        String position,
        String order,
        List<Row> rows,
        int at,
        List<String> help,
        String sought,
        @Nullable String note,
        @Nullable Prompt prompt,
        String status,
        boolean failed) {

    /**
     * A line that is being typed.
     *
     * @param label stands before it
     */
    public record Prompt(String label, LineEditor line) {}
}

package luahome.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.home.value.Cell;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * The local variables of the prompt: what an entry declares with {@code local} outside of blocks is there in the next
 * one, as the same variable that closures of earlier entries share, until it is declared anew or cleared.
 *
 * <p>Lives on the Lua thread.
 */
public final class SessionLocals {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    private static final String ENVIRONMENT = "_ENV";

    private final Map<String, Cell> cells = new LinkedHashMap<>();

    /** None yet. */
    SessionLocals() {}

    /** Some that there are, by their names. */
    public SessionLocals(Map<String, Cell> cells) {
        this.cells.putAll(cells);
    }

    /** Their names, in the order in which they were first declared. */
    public List<String> names() {
        return List.copyOf(cells.keySet());
    }

    /** The value of one; null if there is none of that name. */
    public @Nullable LuaValue value(String name) {
        Cell cell = cells.get(name);
        return cell == null ? null : cell.get();
    }

    /** The variable of that name; null if there is none. */
    @Nullable
    Cell cell(String name) {
        return cells.get(name);
    }

    /** Those whose names stand somewhere in the text, and {@code _ENV}, which stands in none but is meant by globals. */
    List<String> mentioned(String text) {
        List<String> found = new ArrayList<>();
        if (!cells.isEmpty()) {
            Matcher words = WORD.matcher(text);
            while (words.find()) {
                String word = words.group();
                if (cells.containsKey(word) && !found.contains(word)) {
                    found.add(word);
                }
            }
            if (cells.containsKey(ENVIRONMENT) && !found.contains(ENVIRONMENT)) {
                found.add(ENVIRONMENT);
            }
        }
        return found;
    }

    /** Takes new variables, which hide those of the same names. */
    void declare(Map<String, Cell> declared) {
        cells.putAll(declared);
    }

    /** Forgets some; closures that share them keep them. */
    void remove(Collection<String> names) {
        cells.keySet().removeAll(names);
    }

    /** Forgets all; closures that share them keep them. */
    public void clear() {
        cells.clear();
    }
}

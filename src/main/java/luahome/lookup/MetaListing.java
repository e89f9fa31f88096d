package luahome.lookup;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import luahome.home.Home;
import luahome.home.Metadata;
import luahome.show.Columns;
import luahome.store.StoreInfo;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a workspace as a whole: the six historical metadata by their names, and the facts about its files.
 */
public final class MetaListing {
    /** The names, in the order of showing. */
    public static final List<String> KEYS = List.of(
            "memoryTableId",
            "nextTableId",
            "tableCount",
            "tableIds",
            "savedAt",
            "stateRestored",
            "file",
            "fileBytes",
            "formatVersion",
            "journalBytes");

    /** How many IDs the overview shows. */
    private static final int SOME_IDS = 12;

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private MetaListing(Metadata metadata, StoreInfo info) {
        values.put("memoryTableId", metadata.memoryTableId());
        values.put("nextTableId", metadata.nextTableId());
        values.put("tableCount", metadata.tableCount());
        values.put("tableIds", metadata.tableIds());
        values.put(
                "savedAt",
                metadata.savedAt() == null ? null : metadata.savedAt().toString());
        values.put("stateRestored", metadata.stateRestored());
        values.put("file", info.file().toString());
        values.put("fileBytes", info.fileBytes());
        values.put("formatVersion", (long) info.formatVersion());
        values.put("journalBytes", info.journalBytes());
    }

    /** The facts about an open workspace. */
    public static MetaListing of(Home home) {
        return new MetaListing(home.metadata(), home.storeInfo());
    }

    /** The values by name: Long, Boolean, String, {@code long[]} or null. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    /** One of them as text. */
    public String value(String key) throws CommandException {
        String problem = problem(key);
        if (problem != null) {
            throw new CommandException(problem);
        }
        return text(values.get(key), Integer.MAX_VALUE);
    }

    /** One of them as text; the key must be one of {@link #KEYS}. */
    public String text(String key) {
        return text(values.get(key), Integer.MAX_VALUE);
    }

    /** What is wrong with a key, in one sentence; null if it is one of {@link #KEYS}. */
    public static @Nullable String problem(String key) {
        if (KEYS.contains(key)) {
            return null;
        }
        String nearest = Spelling.to(key, KEYS);
        return "unknown key " + (key.isEmpty() ? "''" : key)
                + (nearest == null ? "; the keys are " + String.join(", ", KEYS) : "; did you mean " + nearest + "?");
    }

    /** All of them, name and value in two columns; of many table IDs only the first. */
    public List<String> lines() {
        Columns columns = new Columns("ll");
        values.forEach((key, value) -> columns.row(key, text(value, SOME_IDS)));
        return columns.lines();
    }

    private static String text(@Nullable Object value, int ids) {
        if (!(value instanceof long[] all)) {
            return String.valueOf(value);
        }
        String some = Arrays.stream(all).limit(ids).mapToObj(Long::toString).collect(Collectors.joining(" "));
        return all.length <= ids ? some : some + " … " + (all.length - ids) + " more";
    }
}

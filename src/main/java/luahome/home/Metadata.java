package luahome.home;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The metadata that the contract names, with their historical spelling.
 *
 * @param memoryTableId ID of the root table: 1
 * @param nextTableId the ID that the next new table gets
 * @param tableCount number of persistent tables, the root included
 * @param tableIds their IDs, ascending
 * @param savedAt when the last save was made; null before the first
 * @param stateRestored whether the session began with existing data
 */
public record Metadata(
        long memoryTableId,
        long nextTableId,
        long tableCount,
        long[] tableIds,
        @Nullable Instant savedAt,
        boolean stateRestored) {}

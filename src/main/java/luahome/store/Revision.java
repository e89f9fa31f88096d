package luahome.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A marked state of the workspace that one can return to.
 *
 * @param number counts up from 1 within a workspace, never used twice
 * @param savedAt when it was marked
 * @param label what the user called it; null if it has no label
 * @param automatic whether luahome made it (to let a load be undone) and not the user
 */
public record Revision(
        long number, Instant savedAt, @Nullable String label, boolean automatic) {}

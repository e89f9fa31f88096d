package luahome.console;

import java.nio.file.Path;
import luahome.text.Utf8;

/** What stands before what the user types. */
public final class PromptText {
    private PromptText() {}

    /**
     * The prompt for an entry: the workspace, by the last element of its path or otherwise, the past revision that it
     * goes on from, and how much changed since the last save.
     *
     * @param pastRevision the number of the revision that was loaded since the last save; 0 if none was
     * @param changedTables number of tables that differ from the last save
     * @param writable whether the workspace can be changed
     * @param form the value of {@link luahome.setting.Setting#PROMPT}: what is told of the path
     */
    public static String entry(Path workspace, long pastRevision, long changedTables, boolean writable, String form) {
        String revision = pastRevision == 0 ? "" : "@" + pastRevision;
        String changed = changedTables == 0 ? "" : "*" + changedTables;
        return (workspace(workspace, form) + revision + changed + (writable ? "> " : " (read-only)> ")).stripLeading();
    }

    private static String workspace(Path workspace, String form) {
        Path whole = workspace.toAbsolutePath().normalize();
        Path name = whole.getFileName();
        return switch (form) {
            case "path" -> Utf8.harmless(whole.toString());
            case "short" -> "";
            default -> name == null ? "/" : Utf8.harmless(name.toString());
        };
    }

    /** The prompt for further lines of the entry: of the same width, so that they stand below the first. */
    public static String continuation(String prompt) {
        int dots = Math.max(0, prompt.codePointCount(0, prompt.length()) - 2);
        return ".".repeat(dots) + "> ";
    }
}

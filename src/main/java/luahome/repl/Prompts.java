package luahome.repl;

import java.nio.file.Path;
import luahome.home.Utf8;

/** What stands before what the user types. */
public final class Prompts {
    private Prompts() {}

    /**
     * The prompt for an entry: the last element of the workspace's path, and how much changed since the last save.
     *
     * @param changedTables number of tables that differ from the last save
     * @param writable whether the workspace can be changed
     */
    static String entry(Path workspace, long changedTables, boolean writable) {
        Path name = workspace.toAbsolutePath().normalize().getFileName();
        String shown = name == null ? "/" : Utf8.harmless(name.toString());
        return shown + (changedTables == 0 ? "" : "*" + changedTables) + (writable ? "> " : " (read-only)> ");
    }

    /** The prompt for further lines of the entry: of the same width, so that they stand below the first. */
    public static String continuation(String prompt) {
        int dots = Math.max(0, prompt.codePointCount(0, prompt.length()) - 2);
        return ".".repeat(dots) + "> ";
    }
}

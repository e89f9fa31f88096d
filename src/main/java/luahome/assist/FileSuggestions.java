package luahome.assist;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import luahome.console.Console.Suggestion;
import luahome.lookup.NaturalOrder;
import luahome.text.Utf8;

/** The names of files as suggestions. */
final class FileSuggestions {
    private static final int MOST = 500;

    private FileSuggestions() {}

    /**
     * The files whose names go on so.
     *
     * @param typed a path, as far as it was typed
     * @param start index at which it begins
     * @param after what is put behind the name of a file; directories get a slash
     */
    static List<Suggestion> of(String typed, int start, String after) {
        int slash = typed.lastIndexOf('/') + 1;
        String prefix = typed.substring(slash);
        List<Suggestion> found = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of(slash == 0 ? "." : typed.substring(0, slash)))) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                boolean hidden = name.startsWith(".") && prefix.isEmpty();
                if (name.startsWith(prefix) && !hidden && name.equals(Utf8.harmless(name)) && found.size() < MOST) {
                    boolean directory = Files.isDirectory(file);
                    String shown = directory ? name + "/" : name;
                    found.add(new Suggestion(start + slash, directory ? shown : name + after, shown, "", "files"));
                }
            }
        } catch (IOException | InvalidPathException e) {
            // What cannot be listed has no names to suggest.
            return List.of();
        }
        found.sort(Comparator.comparing(Suggestion::display, NaturalOrder.INSTANCE));
        return found;
    }
}

package luahome.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import luahome.store.disk.FileReplacement;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * The file {@code settings} of a workspace: lines such as {@code depth = 6}. Comments, and lines that cannot be made
 * out, stay as they are when a setting is written. The file is replaced as a whole, so that it is never half written.
 */
public final class SettingsFile {
    private static final String NAME = "settings";
    private static final String HEADING = "# The settings of this workspace, as :set keeps them.";

    /** No settings take more bytes. */
    private static final int LARGEST = 1 << 16;

    private static final int SHOWN = 60;

    private final Path file;

    /** @param workspace the directory in which it lies, or will */
    public SettingsFile(Path workspace) {
        file = workspace.resolve(NAME);
    }

    /**
     * Reads it, if it is there.
     *
     * @throws IOException if it cannot be read; the message says which file and why
     */
    public Contents read() throws IOException {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        List<String> wrong = new ArrayList<>();
        int number = 0;
        for (String line : lines()) {
            number++;
            Setting setting = setting(line);
            String value = value(line);
            if (setting != null && setting.kind().takes(value)) {
                values.put(setting, value);
            } else if (!comment(line)) {
                String why = setting == null
                        ? "is not a setting"
                        : "is not right, since " + setting.title() + " takes "
                                + setting.kind().description();
                wrong.add("line " + number + " of " + shown() + " (" + shown(line) + ") " + why);
            }
        }
        return new Contents(values, complaint(wrong));
    }

    private static @Nullable String complaint(List<String> wrong) {
        if (wrong.isEmpty()) {
            return null;
        }
        int more = wrong.size() - 1;
        return wrong.get(0) + "; "
                + (more == 0 ? "it is" : "it and " + more + " more such " + (more == 1 ? "line are" : "lines are"))
                + " left alone";
    }

    /**
     * Writes the value of a setting into it.
     *
     * @param value null for none, so that it has the value that it has by itself
     * @throws IOException if that fails; the file is as it was, and the message says why
     */
    public void write(Setting setting, @Nullable String value) throws IOException {
        List<String> before = lines();
        List<String> after = new ArrayList<>(before.isEmpty() ? List.of(HEADING) : before);
        int place = 0;
        while (place < after.size() && setting(after.get(place)) != setting) {
            place++;
        }
        after.removeIf(line -> setting(line) == setting);
        if (value != null) {
            after.add(place, setting.title() + " = " + value);
        } else if (before.isEmpty()) {
            return;
        }
        if (!after.equals(before)) {
            replace(after);
        }
    }

    private void replace(List<String> lines) throws IOException {
        try {
            FileReplacement.replace(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new IOException("cannot write " + shown() + ": " + e.getMessage(), e);
        }
    }

    /** The lines, byte for byte, whatever they are in; none if there is no file. */
    private List<String> lines() throws IOException {
        byte[] text;
        try (var in = Files.newInputStream(file)) {
            text = in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new IOException("cannot read " + shown() + ": " + e.getMessage(), e);
        }
        if (text.length > LARGEST) {
            throw new IOException("cannot read " + shown() + ": it is too large for a file of settings");
        }
        String chars = new String(text, StandardCharsets.ISO_8859_1);
        String body = chars.endsWith("\n") ? chars.substring(0, chars.length() - 1) : chars;
        return chars.isEmpty() ? List.of() : Arrays.asList(body.split("\n", -1));
    }

    private static boolean comment(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    /** The setting that a line is about; null if it is about none. */
    private static @Nullable Setting setting(String line) {
        int equals = line.indexOf('=');
        return equals < 0 ? null : Setting.named(line.substring(0, equals).strip());
    }

    private static String value(String line) {
        return line.substring(line.indexOf('=') + 1).strip();
    }

    private String shown() {
        return Utf8.harmless(file.toString());
    }

    private static String shown(String line) {
        byte[] bytes = line.strip().getBytes(StandardCharsets.ISO_8859_1);
        boolean cut = bytes.length > SHOWN;
        String text = Utf8.text(LuaString.valueUsing(cut ? Arrays.copyOf(bytes, SHOWN) : bytes))
                .replace('\t', ' ');
        return cut ? text + "…" : text;
    }

    /**
     * What stands in the file.
     *
     * @param values of the settings that are in it
     * @param complaint about lines that cannot be made out, in a sentence; null if there are none
     */
    public record Contents(
            Map<Setting, String> values, @Nullable String complaint) {}
}

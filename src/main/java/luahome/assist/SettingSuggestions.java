package luahome.assist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import luahome.console.Console.Suggestion;
import luahome.lookup.CommandException;
import luahome.lookup.SettingNames;
import luahome.setting.Setting;

/** The names of settings, and their values, as suggestions. */
final class SettingSuggestions {
    private SettingSuggestions() {}

    /** What could stand where the arguments end: names of settings, or values of the one that is named. */
    static List<Suggestion> of(String typed) {
        int blank = typed.indexOf(' ');
        if (blank < 0) {
            return Arrays.stream(Setting.values())
                    .filter(setting -> setting.title().startsWith(typed))
                    .map(setting -> new Suggestion(0, setting.title(), setting.help()))
                    .toList();
        }
        int start = typed.length() - typed.substring(blank).stripLeading().length();
        Setting setting;
        try {
            setting = SettingNames.find(typed.substring(0, blank));
        } catch (CommandException e) {
            return List.of();
        }
        List<Suggestion> found = new ArrayList<>();
        for (String word : setting.kind().words()) {
            found.add(new Suggestion(start, word, word.equals(setting.standard()) ? "the default" : ""));
        }
        found.add(new Suggestion(start, Setting.DEFAULT, setting.standard()));
        return found.stream()
                .filter(value -> value.text().startsWith(typed.substring(start)))
                .toList();
    }
}

package luahome.lookup;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import luahome.setting.Setting;

/** Finds settings by what someone typed. */
public final class SettingNames {
    private SettingNames() {}

    /**
     * The setting of that name, or the only one whose name begins so.
     *
     * @throws CommandException if there is none, or more than one
     */
    public static Setting find(String name) throws CommandException {
        Setting exact = Setting.named(name);
        if (exact != null) {
            return exact;
        }
        List<Setting> begun = Arrays.stream(Setting.values())
                .filter(setting -> setting.title().startsWith(name))
                .toList();
        if (begun.size() == 1) {
            return begun.get(0);
        }
        if (begun.size() > 1 && !name.isEmpty()) {
            throw new CommandException("the setting " + name + " is not clear: "
                    + begun.stream().map(Setting::title).collect(Collectors.joining(", ")) + " begin so");
        }
        String nearest = Spelling.to(
                name, Arrays.stream(Setting.values()).map(Setting::title).toList());
        throw new CommandException("unknown setting " + name
                + (nearest == null ? "; :set lists them" : "; did you mean " + nearest + "?"));
    }
}

package luahome.cli;

import org.jspecify.annotations.Nullable;

/** Which luahome this is. */
final class Version {
    private Version() {}

    /** The version, as the jar's manifest has it. */
    static String number() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(development build)" : version;
    }
}

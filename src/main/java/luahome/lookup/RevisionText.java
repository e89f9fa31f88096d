package luahome.lookup;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import luahome.show.Literals;
import luahome.store.Revision;
import luahome.text.Utf8;

/** Revisions in sentences. */
public final class RevisionText {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private RevisionText() {}

    /** {@code revision 3 "label"}. */
    public static String named(Revision revision) {
        String label = label(revision);
        return "revision " + revision.number() + (label.isEmpty() ? "" : " " + label);
    }

    /** {@code revision 3 (2026-01-01 12:00, "label")}, in local time. */
    public static String dated(Revision revision) {
        List<String> facts = new ArrayList<>(List.of(MINUTE.format(revision.savedAt())));
        if (revision.label() != null) {
            facts.add(label(revision));
        }
        return "revision " + revision.number() + " (" + String.join(", ", facts) + ")";
    }

    private static String label(Revision revision) {
        return revision.label() == null ? "" : Literals.quote(Utf8.bytes(revision.label()), 200);
    }
}

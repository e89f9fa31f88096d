package luahome.home;

/** Lets tests of other packages have garbage collected at their own pace. */
public final class CollectorRuns {
    private CollectorRuns() {}

    /** Begins to look for garbage, unless that is under way; each commit then looks at no more than so many entries. */
    public static void inSteps(Home home, int entries) {
        home.collectInSteps(entries);
    }
}

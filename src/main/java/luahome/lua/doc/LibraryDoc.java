package luahome.lua.doc;

/**
 * What is known of a library function.
 *
 * @param name as it is called: {@code string.rep}, {@code file:read}
 * @param parameters what it takes, in brackets what may be left out; without the parentheses
 * @param summary what it does, in one line
 */
public record LibraryDoc(String name, String parameters, String summary) {
    /** The line of the table: {@code string.rep(s, n [, sep])|s n times}. */
    static LibraryDoc of(String line) {
        int open = line.indexOf('(');
        int bar = line.indexOf('|');
        return new LibraryDoc(line.substring(0, open), line.substring(open + 1, bar - 1), line.substring(bar + 1));
    }

    /** How it is called: {@code string.rep(s, n [, sep])}. */
    public String signature() {
        return name + "(" + parameters + ")";
    }
}

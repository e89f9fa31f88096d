package luahome.process;

import java.nio.charset.StandardCharsets;

/**
 * How a run ended.
 *
 * @param status the exit status; 128 and the signal's number if a signal ended it
 * @param stdout every byte of it
 * @param stderr every byte of it
 */
record Result(int status, byte[] stdout, byte[] stderr) {
    /** What it printed, as UTF-8. */
    String out() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** What it printed on stderr, as UTF-8. */
    String err() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "status " + status + "\n--- stdout\n" + out() + "\n--- stderr\n" + err();
    }
}

package luahome.cli;

import luahome.console.Console;

/** Writes an array, one element a line, without holding it in memory. */
final class JsonArray {
    private final Console console;
    private String pending = "";
    private boolean begun;

    JsonArray(Console console) {
        this.console = console;
    }

    /** Adds an element, given as JSON. */
    void add(String element) {
        if (begun) {
            console.print(pending + ",");
        } else {
            console.print("[");
            begun = true;
        }
        pending = element;
    }

    /** Ends the array. */
    void end() {
        if (begun) {
            console.print(pending);
            console.print("]");
        } else {
            console.print("[]");
        }
    }
}

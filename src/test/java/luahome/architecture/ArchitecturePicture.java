package luahome.architecture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Draws packages and their arrows as SVG: each package below all that use it, and an arrow for each use that others do
 * not imply. The same sources give the same bytes.
 */
final class ArchitecturePicture {
    private static final int BOX_WIDTH = 136;
    private static final int BOX_HEIGHT = 30;
    private static final int COLUMN = 156;
    private static final int ROW = 58;
    private static final int MARGIN = 14;
    private static final int SWEEPS = 12;

    /** Colours that can be seen on a dark background and on a light one. */
    private static final Map<String, String> COLOURS =
            Map.of("lua", "#3f8f5f", "home", "#b9772e", "store", "#7a62b8", "base", "#7d8590", "console", "#3b78b5");

    private final Map<String, Set<String>> uses;
    private final Map<String, Set<String>> arrows = new TreeMap<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<String, Double> places = new HashMap<>();

    private ArchitecturePicture(Map<String, Set<String>> uses) {
        this.uses = uses;
    }

    /** The picture of packages that each use others, without circles. */
    static String of(Map<String, Set<String>> uses) {
        ArchitecturePicture picture = new ArchitecturePicture(uses);
        uses.keySet().forEach(picture::rank);
        uses.forEach((from, all) -> picture.arrows.put(from, picture.direct(all)));
        return picture.draw(picture.arranged());
    }

    private int rank(String name) {
        Integer known = ranks.get(name);
        if (known == null) {
            int below = -1;
            for (String used : uses.get(name)) {
                below = Math.max(below, rank(used));
            }
            known = below + 1;
            ranks.put(name, known);
        }
        return known;
    }

    /** Those that none of the others use. */
    private Set<String> direct(Set<String> all) {
        Set<String> left = new TreeSet<>(all);
        for (String one : all) {
            left.removeAll(reached(uses.get(one)));
        }
        return left;
    }

    private Set<String> reached(Collection<String> from) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(from);
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (seen.add(next)) {
                open.addAll(uses.get(next));
            }
        }
        return seen;
    }

    /** The rows from top to bottom, in each the packages from left to right: near those that they are joined to. */
    private List<List<String>> arranged() {
        List<List<String>> rows = new ArrayList<>();
        int top = ranks.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int widest = 0;
        for (int rank = top; rank >= 0; rank--) {
            int wanted = rank;
            List<String> row = new ArrayList<>(uses.keySet().stream()
                    .filter(name -> ranks.get(name) == wanted)
                    .toList());
            widest = Math.max(widest, row.size());
            rows.add(row);
        }
        for (List<String> row : rows) {
            spread(row, widest);
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (List<String> row : rows) {
                Map<String, Double> wanted = new HashMap<>();
                row.forEach(name -> wanted.put(name, middle(name)));
                row.sort(Comparator.comparingDouble((String name) -> wanted.get(name))
                        .thenComparing(name -> name));
                spread(row, widest);
            }
        }
        return rows;
    }

    private void spread(List<String> row, int widest) {
        for (int i = 0; i < row.size(); i++) {
            places.put(row.get(i), (i + 0.5) * widest / row.size());
        }
    }

    private double middle(String name) {
        List<Double> joined = new ArrayList<>();
        arrows.get(name).forEach(used -> joined.add(places.get(used)));
        arrows.forEach((user, used) -> {
            if (used.contains(name)) {
                joined.add(places.get(user));
            }
        });
        return joined.stream().mapToDouble(Double::doubleValue).average().orElse(places.get(name));
    }

    private String draw(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(1);
        int width = 2 * MARGIN + columns * COLUMN;
        int height = 2 * MARGIN + (rows.size() - 1) * ROW + BOX_HEIGHT;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\""
                        + " aria-label=\"The packages of luahome; arrows lead to what is used\">\n",
                width,
                height,
                width));
        svg.append("""
                <style>
                text { font: 13px ui-sans-serif, "DejaVu Sans", sans-serif; fill: #ffffff; text-anchor: middle }
                path { fill: none; stroke: #8b949e; stroke-width: 1.3 }
                </style>
                <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                <path d="M0 0L8 4L0 8z" style="fill: #8b949e; stroke: none"/></marker></defs>
                """);
        arrows.forEach((from, all) -> all.forEach(to -> svg.append(String.format(
                Locale.ROOT,
                "<path marker-end=\"url(#tip)\" d=\"M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f\"/>\n",
                x(from),
                y(from) + BOX_HEIGHT,
                x(from),
                y(from) + BOX_HEIGHT + ROW / 2.0,
                x(to),
                y(to) - ROW / 2.0,
                x(to),
                y(to) - 1))));
        for (List<String> row : rows) {
            for (String name : row) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.0f\" y=\"%.0f\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\"/>"
                                + "<text x=\"%.0f\" y=\"%.0f\">%s</text>\n",
                        x(name) - BOX_WIDTH / 2.0,
                        y(name),
                        BOX_WIDTH,
                        BOX_HEIGHT,
                        COLOURS.get(family(name)),
                        x(name),
                        y(name) + BOX_HEIGHT / 2.0 + 4.5,
                        name));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private double x(String name) {
        return MARGIN + places.get(name) * COLUMN;
    }

    private double y(String name) {
        int top = ranks.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return MARGIN + (top - ranks.get(name)) * (double) ROW;
    }

    private static String family(String name) {
        String first = name.replaceAll("\\..*", "");
        return switch (first) {
            case "lua", "home", "store" -> first;
            case "text", "diagnostic" -> "base";
            default -> "console";
        };
    }
}

package luahome.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * luahome's store beside others: the same keys and values, in turn, each in a process of its own. Prints how many times
 * as fast as the other luahome is, by the processor's time (commits by the clock, since they wait for the disk), and
 * how much smaller.
 *
 * <p>Arguments: rounds (default 3), then how many thousand entries (default 1000).
 */
public final class StoreBench {
    private static final Map<String, Supplier<Peer>> PEERS = new LinkedHashMap<>();
    private static final int READS = 100_000;
    private static final int COMMITS = 200;
    private static final int FIELDS = 3;
    /** Entries that are stored before, so that not all of the compiler's work is part of the figures. */
    private static final int WARM_UP = 20_000;

    static {
        PEERS.put("luahome", LuahomePeer::new);
        PEERS.put("SQLite", SqlitePeer::new);
        PEERS.put("MVStore", MvStorePeer::new);
        PEERS.put("RocksDB", RocksPeer::new);
        PEERS.put("LMDB", LmdbPeer::new);
    }

    private StoreBench() {}

    /** Runs all; with a peer's name first, a directory and a number of entries, only that, in this process. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3) {
            measure(PEERS.get(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            return;
        }
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int entries = 1000 * (arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000);
        Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (String peer : PEERS.keySet()) {
                run(peer, entries)
                        .forEach((what, figure) -> figures.computeIfAbsent(what, name -> new LinkedHashMap<>())
                                .computeIfAbsent(peer, name -> new ArrayList<>())
                                .add(figure));
            }
        }
        print(figures);
    }

    /** Runs a peer in a process of its own; answers its figures by their names. */
    private static Map<String, Double> run(String peer, int entries) throws IOException, InterruptedException {
        List<String> options = List.of(
                "-Xmx3g",
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
        return Child.figures(
                StoreBench.class,
                options,
                peer,
                directory -> List.of(peer, directory.toString(), Integer.toString(entries)));
    }

    private static void print(Map<String, Map<String, List<Double>>> figures) {
        System.out.printf("%-28s", "luahome is … times as good as");
        PEERS.keySet().stream().skip(1).forEach(peer -> System.out.printf("%10s", peer));
        System.out.printf("%26s%n", "luahome itself");
        figures.forEach((what, all) -> {
            double own = median(all.get("luahome"));
            System.out.printf("%-28s", what.substring(0, what.indexOf(',')));
            all.entrySet().stream()
                    .skip(1)
                    .forEach(other -> System.out.printf(
                            "%10.2f",
                            what.endsWith("/s") ? own / median(other.getValue()) : median(other.getValue()) / own));
            System.out.printf("%26s%n", "%,.0f %s".formatted(own, what.substring(what.indexOf(',') + 2)));
        });
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double cpuSeconds() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    private static void measure(Supplier<Peer> peers, Path directory, int entries) throws Exception {
        Data data = new Data(entries);
        warmUp(peers.get(), Files.createDirectory(directory.resolve("warm")));
        Path place = Files.createDirectory(directory.resolve("measured"));
        Peer measured = peers.get();
        measured.open(place);
        double begin = cpuSeconds();
        measured.fillList(data.values);
        double listed = cpuSeconds();
        Child.tell("fill a list, entries/s", entries / (listed - begin));
        measured.fillKeys(data.keys, data.values);
        double keyed = cpuSeconds();
        Child.tell("fill random keys, entries/s", entries / (keyed - listed));
        double[] levels = Arrays.copyOf(data.values, entries / 10);
        measured.fillRecords(data.names, levels);
        Child.tell("fill records, fields/s", FIELDS * (entries / 10) / (cpuSeconds() - keyed));
        measured.close();
        Child.tell("size on disk, bytes", size(place));

        measured = peers.get();
        measured.open(place);
        reads(measured, data);
        commits(measured, data);
        check(measured, data);
        measured.close();
    }

    private static void warmUp(Peer peer, Path place) throws Exception {
        Data small = new Data(WARM_UP);
        peer.open(place);
        peer.fillList(small.values);
        peer.fillKeys(small.keys, small.values);
        peer.fillRecords(small.names, Arrays.copyOf(small.values, small.names.length));
        check(peer, small);
        peer.close();
    }

    private static void reads(Peer peer, Data data) throws Exception {
        Random random = new Random(7);
        double begin = cpuSeconds();
        for (int i = 0; i < READS; i++) {
            int at = random.nextInt(data.keys.length);
            require(peer.read(data.keys[at]), data.values[at]);
        }
        Child.tell("random reads, entries/s", READS / (cpuSeconds() - begin));
    }

    private static void commits(Peer peer, Data data) throws Exception {
        double[] times = new double[COMMITS];
        for (int i = 0; i < COMMITS; i++) {
            long begin = System.nanoTime();
            peer.commitOne("one more " + i, i);
            times[i] = (System.nanoTime() - begin) / 1e3;
        }
        Arrays.sort(times);
        Child.tell("a commit of one entry (p50), microseconds", times[COMMITS / 2]);
        require(peer.read("one more " + (COMMITS - 1)), COMMITS - 1);
    }

    private static void check(Peer peer, Data data) throws Exception {
        for (int i = 0; i < data.values.length; i += 997) {
            require(peer.listed(i + 1), data.values[i]);
            require(peer.read(data.keys[i]), data.values[i]);
        }
        for (int i = 0; i < data.values.length / 10; i += 97) {
            require(peer.level(i + 1), data.values[i]);
        }
    }

    private static void require(double found, double wanted) {
        if (found != wanted) {
            throw new IllegalStateException("found " + found + " in place of " + wanted);
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** What is stored, the same in each process. */
    private static final class Data {
        final String[] keys;
        final double[] values;
        final String[] names;

        Data(int entries) {
            Random random = new Random(42);
            keys = new String[entries];
            values = new double[entries];
            names = new String[entries / 10];
            for (int i = 0; i < entries; i++) {
                // Different from each other for certain: the number is part of it.
                keys[i] = Long.toString(random.nextLong() >>> 1, 36) + Integer.toString(i, 36);
                values[i] = random.nextInt(1 << 30);
            }
            for (int i = 0; i < names.length; i++) {
                names[i] = "name " + random.nextInt(100_000);
            }
        }
    }
}

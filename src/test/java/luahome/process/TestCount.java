package luahome.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Adds up the reports that the test runners of a build have written and prints one line; run by Maven at the end. */
public final class TestCount {
    private int run;
    private int failed;
    private int skipped;

    private TestCount() {}

    /**
     * Prints the count.
     *
     * @param args when the build began (ISO 8601; older reports do not count), then the directories with the reports
     */
    public static void main(String[] args) throws IOException, XMLStreamException {
        Instant since = Instant.parse(args[0]);
        TestCount count = new TestCount();
        for (int i = 1; i < args.length; i++) {
            Path directory = Path.of(args[i]);
            if (Files.isDirectory(directory)) {
                count.add(directory, since);
            }
        }
        System.out.printf("Tests run in all: %d, failed: %d, skipped: %d%n", count.run, count.failed, count.skipped);
    }

    private void add(Path directory, Instant since) throws IOException, XMLStreamException {
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(directory, "TEST-*.xml")) {
            for (Path report : reports) {
                if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                    add(report);
                }
            }
        }
    }

    private void add(Path report) throws IOException, XMLStreamException {
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
            xml.nextTag();
            run += number(xml, "tests");
            failed += number(xml, "failures") + number(xml, "errors");
            skipped += number(xml, "skipped");
            xml.close();
        }
    }

    private static int number(XMLStreamReader xml, String attribute) {
        return Integer.parseInt(xml.getAttributeValue(null, attribute));
    }
}

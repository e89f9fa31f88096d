package luahome.store.maintenance;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import luahome.store.Finding;
import luahome.store.IdSet;
import luahome.store.ObjectIds;
import luahome.store.Progress;
import luahome.store.References;
import luahome.store.StoreException;
import luahome.store.TableStore;
import luahome.store.table.PageKeys;
import luahome.store.table.TablePages;

/**
 * Follows the references from entry to table: finds those that lead nowhere, and the tables that nothing leads to. A
 * part of a table that cannot be read is passed over. Used once; not thread-safe.
 */
public final class ReferenceCheck {
    private static final long ROOT = 1;
    private static final int MAX_OPEN = 10_000;

    private final TablePages pages;
    private final IdSet existing;
    private final Consumer<Finding> findings;
    private final IdSet reached = new IdSet();
    private final ArrayDeque<Long> open = new ArrayDeque<>();
    /** Those that must wait, in less room. */
    private final IdSet waiting = new IdSet();

    private final boolean whole;
    private final Progress progress;
    private long done;

    /**
     * A check of the tables found.
     *
     * @param existing their IDs
     * @param whole whether all of them can be read: else it is unknown what nothing leads to
     * @param progress told of entries, without a total
     */
    public ReferenceCheck(
            TablePages pages, IdSet existing, boolean whole, Consumer<Finding> findings, Progress progress) {
        this.pages = pages;
        this.existing = existing;
        this.whole = whole;
        this.findings = findings;
        this.progress = progress;
    }

    /** Reports what it finds. */
    public void run() {
        existing.forEach(this::dangling);
        if (whole) {
            reach(ROOT);
            reach(TableStore.SYSTEM_TABLE);
            while (!open.isEmpty()) {
                follow(open.remove(), this::reach);
                if (open.isEmpty()) {
                    waiting.drain(open::add);
                }
            }
            existing.forEach(id -> {
                if (!reached.contains(id)) {
                    findings.accept(new Finding(
                            Finding.Kind.UNREACHABLE_TABLE,
                            id,
                            "nothing leads to " + ObjectIds.name(id)
                                    + "; it is cleared away when garbage is collected"));
                }
            });
        }
    }

    private void dangling(long table) {
        follow(table, id -> {
            if (!existing.contains(id)) {
                findings.accept(new Finding(
                        Finding.Kind.DANGLING_REFERENCE,
                        table,
                        ObjectIds.name(table) + " refers to " + ObjectIds.name(id) + ", which is not there"));
            }
        });
    }

    private void reach(long id) {
        if (existing.contains(id) && reached.add(id)) {
            if (open.size() < MAX_OPEN) {
                open.add(id);
            } else {
                waiting.add(id);
            }
        }
    }

    private void follow(long table, LongConsumer visitor) {
        try {
            pages.visit(table, PageKeys.EMPTY, null, page -> {
                progress.at(++done, 0);
                References.of(page.key(), pages.valueIfReference(page), visitor);
                return true;
            });
        } catch (StoreException e) {
            if (whole) {
                throw e;
            }
        }
    }
}

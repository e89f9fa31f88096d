package luahome.home.value;

/**
 * What makes an object persistent, as far as the object itself has to know of it. The stored objects of a workspace
 * give it to the object when they adopt it. All calls come on the Lua thread.
 */
public interface Persistence {
    /** The ID in the store. */
    long id();

    /** What users know the object by. */
    long number();

    /** Whether the object was adopted since the last commit, so that the store does not have it yet. */
    boolean isFresh();
}

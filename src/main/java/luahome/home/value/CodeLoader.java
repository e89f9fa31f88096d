package luahome.home.value;

/** What makes code out of stored text. */
public interface CodeLoader {
    /**
     * Compiles a function that was stored, without running anything.
     *
     * @throws org.luaj.vm2.LuaError in one sentence, if the text does not compile or does not use the variables it
     *     should
     */
    Code load(CodeText text);
}

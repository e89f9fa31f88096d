package luahome.home.space;

import java.lang.ref.ReferenceQueue;
import luahome.home.value.Code;

/** What makes the code of persistent functions persistent. Code never changes. */
public final class CodeState extends ObjectState<Code> {
    CodeState(ObjectSpace space, long id, Code code, ReferenceQueue<Object> queue, boolean fresh) {
        super(space, id, code, queue, fresh);
    }
}

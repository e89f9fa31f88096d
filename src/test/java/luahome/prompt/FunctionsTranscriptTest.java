package luahome.prompt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions at the prompt, as the screen shows them. */
class FunctionsTranscriptTest extends Transcript {
    @Test
    void showsFunctionsWithTheirParametersAndWhereTheyWereDefined() {
        screen("""
                work> function f(a, b, ...) end
                work> f
                function(a, b, ...) stdin:1
                work> { f, math.sin }
                { function(a, b, ...) stdin:1, function: builtin: math.sin }
                work> ^D
                """);
    }

    @Test
    void docExplainsFunctions() {
        screen("""
                work> :doc string.rep
                string.rep(s, n [, sep])
                  s n times, with sep between
                work> r = string.rep
                work> :doc r
                string.rep(s, n [, sep])
                  s n times, with sep between
                work> :doc string.rpe
                nothing is known of string.rpe; did you mean string.rep?
                work> function twice(n) return 2 * n end
                work> :doc twice
                twice(n)
                  from stdin:1
                function twice(n) return 2 * n end
                work> :doc
                what is to be explained? write for example :doc string.rep
                work> ^D
                """);
        assertTrue(run(List.of(":doc table")).contains("\ntable.concat(list [, sep [, i [, j]]])  the strings"));
    }

    @Test
    void docKnowsTheCommentAboveAFunctionWhereverThatIsTyped() {
        screen("""
                work> local factor = 2
                work> do -- not this
                ....> -- Multiplies.
                ....> --   By a factor.
                ....> function _home.times(n) return factor * n end end
                work> :doc _home.times
                _home.times(n)
                  Multiplies.
                    By a factor.
                  from stdin:4, stored as #2
                function _home.times(n) return factor * n end
                work> :source _home.times
                -- Multiplies.
                --   By a factor.
                function _home.times(n) return factor * n end
                work> _home.times(4)
                8
                work> ^D
                """);
    }
}

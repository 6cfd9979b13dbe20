package org.gradus.reports.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the HTML of a page must hold, whichever page it is. */
public final class PageText {
    private PageText() {}

    /** All that the expression finds in the page: its first group. */
    public static List<String> find(String page, String expression) {
        return Pattern.compile(expression, Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** Asserts that the policy of the page allows the two scripts in it by their hashes, and nothing from elsewhere. */
    public static void assertAllowsOnlyItsTwoScripts(String page) {
        List<String> scripts = find(page, "<script>(.*?)</script>");
        assertThat(scripts).hasSize(2);
        assertThat(find(page, "&#39;sha256-([^&]*)&#39;"))
                .isEqualTo(scripts.stream()
                        .map(script -> Base64.getEncoder()
                                .encodeToString(Hashing.sha256()
                                        .hashString(script, StandardCharsets.UTF_8)
                                        .asBytes()))
                        .toList());
        assertThat(find(page, "Content-Security-Policy\" content=\"([^\"]*)\"").get(0))
                .contains("default-src &#39;none&#39;")
                .doesNotContain("http", "*", "unsafe-eval");
    }
}

package org.gradus.core.store;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes passwords and tokens out of a text that is stored or shown: a command line, an address, the message of a driver. In
 * doubt it takes out too much rather than too little. It recognizes, in upper and lower case and percent-encoded:
 *
 * <ul>
 *   <li>the value of a name that ends in a word such as {@code password}, {@code secret} or {@code token}: an option of an
 *       address, {@code --name=value}, {@code --name value}, {@code name: value}, a property in JSON;
 *   <li>what stands before the {@code @} of an address: {@code //user:password@host}, {@code user:password@host};
 *   <li>tokens with the prefix of a well-known service, and JSON web tokens.
 * </ul>
 *
 * <p>A text without secrets stays as it is, and so does a text whose secrets were taken out before.
 */
public final class Secrets {
    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    private static final int LONGEST_NAME = 80;
    private static final int MOST_DECODINGS = 3;

    /** The name of a secret, in lower case. */
    private static final Pattern NAME = Pattern.compile("(.*[^a-z0-9])?(pass|pw)"
            + "|.*(password|passwort|passwd|passphrase|pwd|secret|token|credentials?|authorization"
            + "|(api|access|secret|private)[-_.]?key)");

    /** Between a name and its value, also in an address that is percent-encoded as a whole. */
    private static final Pattern SEPARATOR = Pattern.compile("[=:]|%(25){0,3}3d", Pattern.CASE_INSENSITIVE);

    /** What makes a name one of several options, whose value another option may follow. */
    private static final Pattern BEFORE_OPTION = Pattern.compile("[?&]|%(25){0,3}(3f|26)", Pattern.CASE_INSENSITIVE);

    /** The scheme of HTTP authentication, which the token follows. */
    private static final Pattern AUTHENTICATION = Pattern.compile("bearer|basic", Pattern.CASE_INSENSITIVE);

    private static final String HOST = "(\\[[\\w:.]*\\]|[\\w.-]*)(:\\d+)?";

    /** What follows the slashes of an address without a user. An {@code @} in its options is no matter. */
    private static final Pattern NO_USER = Pattern.compile(HOST + "(?:," + HOST + "){0,20}+(/[^?#@]*)?[?#][^@=]*=");

    /** The beginning of a user and password without slashes before them, but not a Windows drive. */
    private static final Pattern USER = Pattern.compile("(^|(?<=[/=(<,;'\"]))[^=:@/&?(<,;'\"]*:(?!\\\\)");

    private static final Pattern ENCODED_USER =
            Pattern.compile("(%(?:25){0,3}3a(?:%(?:25){0,3}2f){2}).*(?=%(?:25){0,3}40)", Pattern.CASE_INSENSITIVE);

    private static final Pattern CODE = Pattern.compile("%[0-9a-fA-F]{2}");

    private static final Pattern TOKEN =
            Pattern.compile("(?<![\\w-])(gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-|hf_|AKIA)[A-Za-z0-9_-]{16,}"
                    + "|(?<![\\w-])eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*");

    private Secrets() {}

    /** The text with {@value #MASK} in the place of each secret. */
    public static String withoutSecrets(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        QuotedWords words = new QuotedWords(text);
        Next next = Next.ANYTHING;
        while (words.advance()) {
            clean.append(words.gap());
            String word = words.word();
            boolean isScheme = AUTHENTICATION.matcher(word).matches();
            boolean isSecret = next == Next.VALUE && !isScheme;
            clean.append(isSecret ? MASK : withoutUser(withoutValues(word)));
            if (isSecret) {
                next = Next.ANYTHING;
            } else if (!isScheme) {
                next = after(word, next);
            }
        }
        return TOKEN.matcher(clean.append(words.gap())).replaceAll(Matcher.quoteReplacement(MASK));
    }

    /** What the next word may be. */
    private enum Next {
        ANYTHING,
        SEPARATOR,
        VALUE
    }

    private static Next after(String word, Next expected) {
        if (expected == Next.SEPARATOR && (word.equals("=") || word.equals(":"))) {
            return Next.VALUE;
        }
        if (word.endsWith("=") || word.endsWith(":")) {
            return isSecret(word, word.length() - 1) ? Next.VALUE : Next.ANYTHING;
        }
        if (SEPARATOR.matcher(word).find() || !isSecret(word, word.length())) {
            return Next.ANYTHING;
        }
        return word.startsWith("-") ? Next.VALUE : Next.SEPARATOR;
    }

    private static String withoutValues(String word) {
        StringBuilder clean = new StringBuilder();
        Matcher separator = SEPARATOR.matcher(word);
        int done = 0;
        int from = 0;
        while (separator.find(from)) {
            from = separator.end();
            if (from < word.length() && isSecret(word, separator.start())) {
                clean.append(word, done, from).append(MASK);
                done = endOfValue(word, separator);
                from = done;
            }
        }
        return clean.append(word, done, word.length()).toString();
    }

    /** An option ends at an ampersand that is encoded as the sign between its name and its value is. */
    private static int endOfValue(String word, Matcher separator) {
        if (!BEFORE_OPTION.matcher(word).region(0, separator.start()).find()) {
            return word.length();
        }
        String sign = separator.group().toLowerCase(Locale.ROOT);
        int plain = word.indexOf('&', separator.end());
        int encoded = word.indexOf(sign.replace("3d", "26"), separator.end());
        int end = sign.startsWith("%") && encoded >= 0 && (plain < 0 || encoded < plain) ? encoded : plain;
        return end < 0 ? word.length() : end;
    }

    /** Whether the name that ends there is that of a secret. */
    private static boolean isSecret(String word, int end) {
        int last = end > 0 && isQuote(word.charAt(end - 1)) ? end - 1 : end;
        int first = last;
        while (first > 0 && last - first < LONGEST_NAME && isInName(word.charAt(first - 1))) {
            first--;
        }
        return NAME.matcher(decoded(word.substring(first, last)).toLowerCase(Locale.ROOT))
                .matches();
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isInName(char c) {
        return Character.isLetterOrDigit(c) || "_-.%+".indexOf(c) >= 0;
    }

    /** With letters in the place of their codes; the name of a secret has no others than those of ASCII. */
    private static String decoded(String name) {
        String decoded = name;
        for (int i = 0; i < MOST_DECODINGS && decoded.contains("%"); i++) {
            decoded = CODE.matcher(decoded)
                    .replaceAll(code -> Matcher.quoteReplacement(
                            String.valueOf((char) Integer.parseInt(code.group().substring(1), 16))));
        }
        return decoded;
    }

    private static String withoutUser(String word) {
        int at = word.lastIndexOf('@');
        if (at < 0) {
            return ENCODED_USER.matcher(word).replaceFirst("$1" + Matcher.quoteReplacement(MASK));
        }
        int slashes = word.lastIndexOf("//", at);
        int start = slashes < 0 ? startOfUser(word, at) : startAfterSlashes(word, word.indexOf("//") + 2, at);
        return start < 0 ? word : word.substring(0, start) + MASK + word.substring(at);
    }

    /** Where the user begins; -1 if there is none. */
    private static int startAfterSlashes(String word, int start, int at) {
        if (NO_USER.matcher(word).region(start, word.length()).lookingAt()) {
            return -1;
        }
        String user = word.substring(start, at);
        return user.indexOf(':') >= 0 || user.indexOf('/') < 0 ? start : -1;
    }

    private static int startOfUser(String word, int at) {
        Matcher user = USER.matcher(word).region(0, at);
        return user.find() ? user.start() : -1;
    }
}

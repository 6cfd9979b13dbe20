import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fails if a link within a folder of HTML leads to no file, or to no place within it: java CheckLinks.java FOLDER. */
final class CheckLinks {
    private static final Pattern LINK = Pattern.compile("<[^>]*?\\s(?:href|src)=\"([^\"]*)\"");
    private static final Pattern PLACE = Pattern.compile("<[^>]*?\\s(?:id|name)=\"([^\"]*)\"");

    private CheckLinks() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]).toRealPath();
        Map<Path, Set<String>> places = new HashMap<>();
        Map<Path, Set<String>> links = new HashMap<>();
        List<Path> pages;
        try (Stream<Path> files = Files.walk(folder)) {
            pages = files.filter(file -> file.toString().endsWith(".html")).toList();
        }
        for (Path page : pages) {
            String html = Files.readString(page);
            places.put(page, all(PLACE, html));
            links.put(page, all(LINK, html));
        }
        Set<String> broken = new TreeSet<>();
        int checked = 0;
        for (Path page : pages) {
            for (String link : links.get(page)) {
                if (!link.matches("[a-z]+:.*|//.*") && !isOfConstants(page, link)) {
                    checked++;
                    String[] parts = link.split("#", 2);
                    Path target = parts[0].isEmpty() ? page : page.resolveSibling(decoded(parts[0])).normalize();
                    boolean placed = parts.length < 2
                            || parts[1].isEmpty()
                            || !places.containsKey(target)
                            || places.get(target).contains(decoded(parts[1]));
                    if (!target.startsWith(folder) || !Files.exists(target) || !placed) {
                        broken.add(folder.relativize(page) + ": " + link);
                    }
                }
            }
        }
        System.out.printf("%d pages, %d local links, %d broken%n", pages.size(), checked, broken.size());
        broken.forEach(System.out::println);
        System.exit(broken.isEmpty() && checked > 0 ? 0 : 1);
    }

    /** In its page of constants the javadoc of JDK 17 shortens names of packages, and leads to what it has not named so. */
    private static boolean isOfConstants(Path page, String link) {
        return page.endsWith("constant-values.html") && link.startsWith("#");
    }

    private static Set<String> all(Pattern pattern, String html) {
        Set<String> found = new HashSet<>();
        Matcher matcher = pattern.matcher(html);
        while (matcher.find()) {
            found.add(matcher.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
        }
        return found;
    }

    private static String decoded(String link) {
        return URLDecoder.decode(link.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

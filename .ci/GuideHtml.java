import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Renders the documents as HTML beside the javadoc: java GuideHtml.java ROOT SITE. Links between documents lead to the HTML; links to
 * what is no part of the site, such as sources, become plain text.
 */
final class GuideHtml {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().extensions(EXTENSIONS).build();

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 sans-serif; color: #222; background: #fff }
            table { border-collapse: collapse } th, td { border: 1px solid #bbb; padding: .2rem .5rem; vertical-align: top }
            pre { overflow-x: auto; background: #f4f4f4; padding: .7rem } img { max-width: 100%% }
            </style>
            </head>
            <body>
            <nav><a href="%2$sREADME.html">Gradus</a> · <a href="%2$sdocs/guide.html">Guide</a> ·
            <a href="%2$sapidocs/index.html">API</a></nav>
            %3$s</body>
            </html>
            """;

    private final Path root;
    private final Path site;

    private GuideHtml(Path root, Path site) {
        this.root = root;
        this.site = site;
    }

    public static void main(String[] args) throws IOException {
        new GuideHtml(Path.of(args[0]).toRealPath(), Path.of(args[1])).render();
    }

    private void render() throws IOException {
        for (String page : List.of(
                "README.md",
                "CHANGELOG.md",
                "CONTRIBUTING.md",
                "examples/deploy/README.md",
                "examples/programs/README.md",
                "trainers/trainer-process/python/README.md")) {
            place(root.resolve(page));
        }
        try (Stream<Path> documents = Files.walk(root.resolve("docs"))) {
            for (Path file : documents.filter(Files::isRegularFile).toList()) {
                place(file);
            }
        }
    }

    private void place(Path file) throws IOException {
        Path target = site.resolve(root.relativize(file).toString().replaceAll("\\.md$", ".html"));
        Files.createDirectories(target.getParent());
        if (file.toString().endsWith(".md")) {
            Files.writeString(target, page(file), StandardCharsets.UTF_8);
        } else {
            Files.write(target, Files.readAllBytes(file));
        }
    }

    private String page(Path file) throws IOException {
        String text = Files.readString(file);
        Node document = PARSER.parse(text);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                visitChildren(link);
                redirect(link, file);
            }
        });
        String title = text.lines().findFirst().orElse("").replaceFirst("^#+ *", "").replace("`", "");
        String up = "../".repeat(root.relativize(file).getNameCount() - 1);
        return PAGE.formatted(title.replace("&", "&amp;").replace("<", "&lt;"), up, RENDERER.render(document));
    }

    private void redirect(Link link, Path from) {
        String[] parts = link.getDestination().split("#", 2);
        if (parts[0].isEmpty() || parts[0].contains(":")) {
            return;
        }
        Path target = root.relativize(from.resolveSibling(parts[0]).normalize());
        boolean page = target.toString().endsWith(".md");
        if (Files.isRegularFile(root.resolve(target)) && (page || target.startsWith("docs"))) {
            link.setDestination(parts[0].replaceAll("\\.md$", ".html") + (parts.length > 1 ? "#" + parts[1] : ""));
        } else {
            while (link.getFirstChild() != null) {
                link.insertBefore(link.getFirstChild());
            }
            link.unlink();
        }
    }
}

package org.gradus.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Options of an address.
                "jdbc:postgresql://h:5432/db?user=ada&password=hunter2 | jdbc:postgresql://h:5432/db?user=ada&password=***",
                "jdbc:postgresql://h/db?password=hunter2&user=ada | jdbc:postgresql://h/db?password=***&user=ada",
                "jdbc:postgresql://h/db?PassWord=a%26b%40c&ssl=true | jdbc:postgresql://h/db?PassWord=***&ssl=true",
                "--store=jdbc:postgresql://h/db?sslpassword=x,y;z | --store=jdbc:postgresql://h/db?sslpassword=***",
                "jdbc:postgresql://h/db?p%61ssword=x&user=ada | jdbc:postgresql://h/db?p%61ssword=***&user=ada",
                "x=jdbc%3Apostgresql%3A%2F%2Fh%2Fdb%3Fpassword%3Dq%26user%3Du"
                        + " | x=jdbc%3Apostgresql%3A%2F%2Fh%2Fdb%3Fpassword%3D***%26user%3Du",
                // Before the host.
                "postgresql://ada:hunter2@h:5432/db | postgresql://***@h:5432/db",
                "--store=jdbc:postgresql://ada:a/b@c?d@h/db?x=1 | --store=jdbc:postgresql://***@h/db?x=1",
                "http://token@h/x | http://***@h/x",
                "ada:hunter2@db.example.org:5432/x | ***@db.example.org:5432/x",
                "--store=ada:p=q:r@h/x | --store=***@h/x",
                "the folder /home/me/ada:hunter2@h does not exist | the folder /home/me/***@h does not exist",
                "http%3A%2F%2Fada%3Aq%40h%2Fx | http%3A%2F%2F***%40h%2Fx",
                // Options of a program.
                "run --api-key abc --out x | run --api-key *** --out x",
                "run --db.password 'a b' --out x | run --db.password '***' --out x",
                "run '--token=it'\\''s mine' --out x | run '--token=***' --out x",
                "run --token='a b' --out x | run --token='***' --out x",
                "search --store 'jdbc:postgresql://h/db?password=a b&user=u' -v"
                        + " | search --store 'jdbc:postgresql://h/db?password=***&user=u' -v",
                "PGPASSWORD=a&b java | PGPASSWORD=*** java",
                // Other forms.
                "host=h user=ada password = hunter2 dbname=x | host=h user=ada password = *** dbname=x",
                "{`password`:`a b`,`user`:`u`} | {`password`:`***`,`user`:`u`}",
                "{`clientSecret`: `a \\` b`, `user`: `u`} | {`clientSecret`: `***`, `user`: `u`}",
                "Authorization: Bearer abc.def then | Authorization: Bearer *** then",
                "clone with ghp_0123456789abcdefghijKLMN now | clone with *** now",
            })
    void secretsAreTakenOut(String text, String clean) {
        String given = text.replace('`', '"');
        String expected = clean.replace('`', '"');
        assertEquals(expected, Secrets.withoutSecrets(given));
        assertEquals(expected, Secrets.withoutSecrets(expected), "twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "java -jar gradus.jar search --data fashion-mini --store a.study --json 'a b.json'",
                "jdbc:postgresql://h1:5432,h2/db?user=ada@example.org&currentSchema=x",
                "jdbc:postgresql://[::1]:5432/db?options=-c%20a=b@c",
                "FATAL: password authentication failed for user \"ada\"",
                "the tokenizer has 512 tokens: tokens=512, monkey=1, compass=2",
                "see https://example.org/@ada/notes for what's \"known\"",
                "C:\\data\\a@b\\x.study, it's 12:30",
                "user=ada&passwordless",
                "100% of 'it",
            })
    void otherTextStays(String text) {
        assertEquals(text, Secrets.withoutSecrets(text));
    }

    /** Any password that an address or a shell can carry, wherever it stands. */
    @ParameterizedTest
    @ValueSource(
            strings = {"s3cret", "s3cret@x", "s3cret:x", "x/s3cret", "?s3cret", "s3cret,;x", "=s3cret", "%73s3cret"})
    void nothingOfAPasswordStays(String password) {
        Stream.of(
                        "jdbc:postgresql://h/db?user=u&password=" + password + "&ssl=true",
                        "--store=jdbc:postgresql://h/db?PASSWORD=" + password,
                        "jdbc:postgresql://u:" + password + "@h:5432/db?ssl=true",
                        "java -jar gradus.jar --store u:" + password + "@h",
                        "cannot connect to 'postgresql://u:" + password + "@h/db': no password",
                        "--password " + password,
                        "--password '" + password + " " + password + "'")
                .forEach(text -> {
                    String clean = Secrets.withoutSecrets(text);
                    assertFalse(clean.contains("s3cret"), clean);
                    assertTrue(clean.contains(Secrets.MASK), clean);
                });
    }

    /** No text takes more than time in proportion to its length, and none overflows the stack. */
    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", " 'a", "a:b,", "//", "a@", "=%3d", "?&", "eyJ-", ",x:1", "//h,", "password"})
    void longTextsAreRead(String part) {
        String text = "//" + part.repeat(1_000_000 / part.length());
        assertFalse(Secrets.withoutSecrets(text).isEmpty());
    }
}

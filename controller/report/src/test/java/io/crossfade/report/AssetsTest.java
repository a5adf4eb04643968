package io.crossfade.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What was taken from others is what its makers published. */
final class AssetsTest {

    @Test
    void theFilesOfUplotAreThoseOfItsRelease() throws IOException, GeneralSecurityException {
        var lines =
                new String(bytes("SHA256SUMS"), StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3);
        for (var line : lines) {
            var parts = line.split(" +", 2);
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes(parts[1]));
            assertThat(HexFormat.of().formatHex(digest)).as(parts[1]).isEqualTo(parts[0]);
        }
        assertThat(new String(bytes("uPlot.iife.min.js"), StandardCharsets.UTF_8))
                .contains("uPlot (v1.6.32)");
        assertThat(new String(bytes("LICENSE"), StandardCharsets.UTF_8)).contains("The MIT License");
    }

    @Test
    void noScriptEndsBeforeItsEnd() {
        assertThat(Assets.SCRIPT).doesNotContain("</script", "<!--");
        assertThat(Assets.STYLE).doesNotContain("</style");
    }

    private static byte[] bytes(String name) throws IOException {
        try (var in = AssetsTest.class.getResourceAsStream("uplot/" + name)) {
            return java.util.Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}

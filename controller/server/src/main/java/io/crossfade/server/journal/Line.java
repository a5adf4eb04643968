package io.crossfade.server.journal;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * One record as a line of a segment: a JSON object whose last key is the CRC32C of all that stands before that key,
 * and whose key before it is the checksum of the record before. So neither a record nor their order can be changed
 * unnoticed.
 *
 * @param number of the line within its segment, from 1
 * @param offset of its first byte
 * @param end the offset after its line end
 * @param json the record
 * @param crc its checksum
 */
record Line(int number, long offset, long end, JsonObject json, int crc) {

    /** The checksum before the first record. */
    static final int NO_CRC = 0;

    private static final byte[] CRC_KEY = ",\"crc\":\"".getBytes(StandardCharsets.UTF_8);
    private static final int CRC_DIGITS = 8;
    private static final int AFTER_CRC = 2;
    private static final int SUFFIX = CRC_KEY.length + CRC_DIGITS + AFTER_CRC;

    /** Writes {@code record} with its line end and returns its checksum. */
    static int write(JsonObject record, int previous, ByteArrayOutputStream out) {
        var text = record.put("prev", hex(previous)).encode();
        byte[] covered = text.substring(0, text.length() - 1).getBytes(StandardCharsets.UTF_8);
        int crc = crc(covered, covered.length);
        out.writeBytes(covered);
        out.writeBytes(CRC_KEY);
        out.writeBytes((hex(crc) + "\"}\n").getBytes(StandardCharsets.UTF_8));
        return crc;
    }

    /**
     * Reads the bytes of one line without its line end.
     *
     * @throws IllegalArgumentException where they are no whole record
     */
    static Line read(int number, long offset, byte[] bytes) {
        int covered = bytes.length - SUFFIX;
        if (covered < 1
                || !Arrays.equals(bytes, covered, covered + CRC_KEY.length, CRC_KEY, 0, CRC_KEY.length)
                || bytes[bytes.length - 2] != '"'
                || bytes[bytes.length - 1] != '}') {
            throw new IllegalArgumentException("no checksum at its end (expected: a whole record)");
        }
        var found = new String(bytes, covered + CRC_KEY.length, CRC_DIGITS, StandardCharsets.ISO_8859_1);
        int crc = crc(bytes, covered);
        if (!found.equals(hex(crc))) {
            throw new IllegalArgumentException("crc: " + printable(found) + " (expected: " + hex(crc) + ")");
        }
        try {
            var json = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
            return new Line(number, offset, offset + bytes.length + 1, json, crc);
        } catch (DecodeException notJson) {
            throw new IllegalArgumentException("not JSON (expected: one JSON object)", notJson);
        }
    }

    /** True where a whole record is followed by anything but its line end: no write that was cut leaves that. */
    static boolean beginsWithRecord(byte[] bytes, int from, int to) {
        for (int end = from + SUFFIX + 1; end < to; end++) {
            int key = end - SUFFIX;
            if (Arrays.equals(bytes, key, key + CRC_KEY.length, CRC_KEY, 0, CRC_KEY.length)) {
                return isRecord(Arrays.copyOfRange(bytes, from, end));
            }
        }
        return false;
    }

    private static boolean isRecord(byte[] bytes) {
        try {
            read(1, 0, bytes);
            return true;
        } catch (IllegalArgumentException damaged) {
            return false;
        }
    }

    Fields fields() {
        return new Fields(json, "record");
    }

    String type() {
        return fields().text("type");
    }

    long sequence() {
        return fields().number("seq");
    }

    String previous() {
        return fields().text("prev");
    }

    static String hex(int crc) {
        return HexFormat.of().toHexDigits(crc);
    }

    private static String printable(String text) {
        return text.replaceAll("[^0-9A-Za-z]", "?");
    }

    private static int crc(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}

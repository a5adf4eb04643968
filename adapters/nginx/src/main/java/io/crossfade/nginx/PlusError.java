package io.crossfade.nginx;

import java.util.Arrays;
import java.util.Optional;

/** The codes that the API documents for what is asked of it here, and what they mean for a cutover. */
enum PlusError {
    UPSTREAM_STATIC(
            "UpstreamStatic",
            "the upstream group is static",
            "give it a zone in nginx.conf: `zone NAME 64k;`, and reload"),
    UPSTREAM_BAD_SERVER_ID(
            "UpstreamBadServerId", "the server's number is none", "is this NGINX's own API, of version 9?"),
    UPSTREAM_CONF_FORMAT_ERROR(
            "UpstreamConfFormatError",
            "a parameter is not known or not taken",
            "is this NGINX's own API, of version 9?"),
    UPSTREAM_BAD_WEIGHT("UpstreamBadWeight", "the weight is not taken", "is this NGINX's own API, of version 9?"),
    UPSTREAM_BAD_ADDRESS("UpstreamBadAddress", "the address is not taken", "is this NGINX's own API, of version 9?"),
    UPSTREAM_SERVER_IMMUTABLE(
            "UpstreamServerImmutable",
            "the server comes from the DNS and cannot be changed",
            "name servers by address in nginx.conf, without `resolve`"),
    UPSTREAM_SERVER_WEIGHT_IMMUTABLE(
            "UpstreamServerWeightImmutable",
            "the server's weight comes from the DNS (SRV) and cannot be changed",
            "name servers by address in nginx.conf, without `service=`"),
    UPSTREAM_OUT_OF_MEMORY(
            "UpstreamOutOfMemory", "the group's zone has no room", "a larger zone in nginx.conf, and reload"),
    BODY_READ_ERROR("BodyReadError", "NGINX could not read what it was sent", "see NGINX's error log"),
    UNKNOWN_VERSION("UnknownVersion", "the API has no version 9", "NGINX Plus R30 or later"),
    UPSTREAM_NOT_FOUND(
            "UpstreamNotFound",
            "there is no such upstream group",
            "`upstream:` names a group of nginx.conf that has a zone"),
    UPSTREAM_SERVER_NOT_FOUND(
            "UpstreamServerNotFound", "the server is gone", "was NGINX reloaded? Look with `crossfade doctor`"),
    METHOD_DISABLED("MethodDisabled", "the API is read-only", "`api write=on;` in its location"),
    JSON_ERROR("JsonError", "NGINX does not take it for JSON", "is this NGINX's own API, of version 9?");

    private static final String ELSEWHERE = "does `api:` name NGINX's API, and does its location allow this host?";

    private final String code;
    private final String words;
    private final String remedy;

    PlusError(String code, String words, String remedy) {
        this.code = code;
        this.words = words;
        this.remedy = remedy;
    }

    /** The name that NGINX has for it. */
    String code() {
        return code;
    }

    /** What these words of NGINX's mean; for a code that is not documented, its own. */
    static PlusAnswer.Refused refusal(int status, String code, String text) {
        var known = of(code);
        var own = JsonValues.printable(text);
        return new PlusAnswer.Refused(
                known.map(error -> error.words + " (" + status + " " + error.code + ": " + own + ")")
                        .orElseGet(() -> status + " " + JsonValues.printable(code) + ": " + own),
                known.map(error -> error.remedy).orElse(ELSEWHERE));
    }

    /** An answer that is not the API's. */
    static PlusAnswer.Refused stranger(int status) {
        return new PlusAnswer.Refused("status " + status + " without an error of NGINX's API", ELSEWHERE);
    }

    private static Optional<PlusError> of(String code) {
        return Arrays.stream(values()).filter(error -> error.code.equals(code)).findFirst();
    }
}

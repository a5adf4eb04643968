package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlusRouterTest {

    private PlusRig rig;
    private PlusStub plus;

    @BeforeEach
    void start() {
        rig = new PlusRig(3, 2);
        plus = rig.plus;
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void noSingleChangeGivesTheCandidateMoreThanBothEndsOrLeavesNoServer() {
        var before = AchievedShare.NONE;
        for (int percent : List.of(1, 10, 50, 25, 99, 100, 50, 100, 0)) {
            plus.forget();
            var applied = applied(rig.apply(percent));
            assertThat(applied.reading().share()).isEqualTo(applied.asked());
            var most = AchievedShare.max(before, plus.share());
            assertThat(plus.shares()).as("towards %d%%", percent).isNotEmpty().noneMatch(share -> share.exceeds(most));
            before = plus.share();
        }
    }

    @Test
    void theWayBackBringsTheBaselineUpTakesTheCandidateDownAndRestoresTheWeights() {
        plus.server("x1").weight = 5;
        rig.read();
        rig.apply(100);
        plus.forget();

        assertThat(applied(rig.apply(0)).reading().share().isNone()).isTrue();
        assertThat(plus.patched())
                .containsExactly(
                        "x1 {\"down\":false}",
                        "x2 {\"down\":false}",
                        "x3 {\"down\":false}",
                        "y1 {\"down\":true}",
                        "y2 {\"down\":true}",
                        "x1 {\"weight\":5}",
                        "x2 {\"weight\":1}",
                        "x3 {\"weight\":1}");
    }

    @Test
    void aServerThatSomebodyTookOutStaysOut() {
        plus.server("x2").down = true;
        rig.read();
        rig.apply(50);
        rig.apply(100);
        rig.apply(0);

        assertThat(plus.server("x2").down).isTrue();
        assertThat(plus.server("x1").down).isFalse();
    }

    @Test
    void aServerHasAnotherNumberAfterAReloadAndIsFoundByItsAddress() {
        var before = rig.read().incarnation();
        plus.reload();

        assertThat(applied(rig.apply(50)).reading().share()).isEqualTo(new AchievedShare(1, 2));
        assertThat(rig.read().incarnation()).isNotEqualTo(before);
        plus.reload();
        assertThat(applied(rig.apply(0)).reading().share().isNone()).isTrue();
    }

    /** Each code that the documentation has for a change of a server. */
    @ParameterizedTest
    @CsvSource({
        "400, UpstreamStatic, static",
        "400, UpstreamBadServerId, number",
        "400, UpstreamConfFormatError, parameter",
        "400, UpstreamBadWeight, weight",
        "400, UpstreamBadAddress, address",
        "400, UpstreamServerImmutable, DNS",
        "400, UpstreamServerWeightImmutable, SRV",
        "400, UpstreamOutOfMemory, no room",
        "400, BodyReadError, could not read",
        "404, UnknownVersion, no version 9",
        "404, UpstreamNotFound, no such upstream",
        "404, UpstreamServerNotFound, gone",
        "405, MethodDisabled, read-only",
        "415, JsonError, JSON"
    })
    void anErrorOfTheApiIsARefusalInWords(int status, String code, String words) {
        var before = plus.everything();
        plus.disturb(patches(() -> PlusStub.error(status, code, "nginx's own text")));

        assertThat(rig.apply(10))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains(words, code, "nginx's own text"));
        assertThat(plus.everything()).isEqualTo(before);
    }

    @Test
    void anErrorThatIsNotDocumentedIsToldInNginxsWords() {
        plus.disturb(patches(() -> PlusStub.error(400, "UpstreamNew", "something\\u001b[2J new")));
        assertThat(rig.apply(10))
                .isEqualTo(new WriteResult.Refused("server 10.0.0.1:8000: 400 UpstreamNew: something [2J new"));

        plus.disturb(patches(() -> WireMock.aResponse().withStatus(403).withBody("<html>403 Forbidden</html>")));
        assertThat(rig.apply(10))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("status 403"));
    }

    @Test
    void aReadOnlyApiRefusesTheFirstStepAndNothingIsChanged() {
        plus.readOnly();
        assertThat(rig.apply(10))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("read-only"));
        assertThat(plus.patched()).isEmpty();
    }

    /** After each of these nobody knows whether the server was changed. */
    @ParameterizedTest
    @ValueSource(strings = {"cut", "reset", "garbage", "no json", "a number", "too long", "error", "redirect", "other"})
    void anAnswerThatSaysNothingIsUnknown(String kind) {
        plus.disturb(patches(() -> answer(kind)));

        var applying = rig.begin(10);
        assertThat(Await.result(applying.outcome())).isInstanceOf(WriteResult.Unknown.class);
        assertThat(Await.result(applying.settled())).isTrue();
    }

    @Test
    void anAnswerThatComesTooLateIsUnknownAndNothingMoreIsSentAfterIt() {
        rig.close();
        rig = new PlusRig(3, 2, Duration.ofSeconds(2));
        plus = rig.plus;
        plus.disturb(request -> {
            if (request.getMethod().getName().equals("PATCH")) {
                plus.hang();
            }
            return Optional.empty();
        });
        var applying = rig.begin(50);
        assertThat(Await.result(applying.outcome())).isInstanceOf(WriteResult.Unknown.class);
        plus.disturb(request -> Optional.empty());
        plus.release();
        assertThat(Await.result(applying.settled())).isTrue();
        assertThat(Await.throughout(Duration.ofMillis(200), () -> plus.patched().size() == 2))
                .isTrue();
    }

    @Test
    void aRollbackGoesPastAServerThatIsGone() {
        rig.read();
        rig.apply(50);
        plus.remove("x1");
        plus.remove("y2");

        assertThat(rig.apply(0)).isInstanceOf(WriteResult.Unknown.class);
        assertThat(plus.share()).isEqualTo(AchievedShare.NONE);
        assertThat(plus.server("x2").weight).isEqualTo(1);
    }

    @Test
    void theCandidateIsNotTakenDownWhereNothingOfTheBaselineComesUp() {
        rig.read();
        rig.apply(100);
        plus.disturb(request -> request.getBodyAsString().contains("false")
                ? Optional.of(PlusStub.error(405, "MethodDisabled", "method disabled"))
                : Optional.empty());
        assertThat(rig.apply(0))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("no server of the baseline", "read-only"));
        assertThat(plus.share().isAll()).isTrue();
    }

    @Test
    void aForwardWriteThatIsRefusedHalfWayIsUnknown() {
        plus.disturb(request -> request.getBodyAsString().contains("\"weight\"")
                        && plus.patched().size() == 2
                ? Optional.of(PlusStub.error(400, "UpstreamOutOfMemory", "memory exhausted"))
                : Optional.empty());

        assertThat(rig.apply(10))
                .isInstanceOfSatisfying(
                        WriteResult.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("no room", "2 changes"));
    }

    @Test
    void aRollbackOvertakesAForwardWriteWhichSendsNothingMore() {
        rig.read();
        plus.hang();
        var forward = rig.begin(50);
        var rollback = rig.begin(0);
        plus.release();

        assertThat(Await.result(forward.outcome())).isInstanceOf(WriteResult.NotSent.class);
        assertThat(applied(Await.result(rollback.outcome())).reading().share().isNone())
                .isTrue();
        assertThat(plus.patched()).noneMatch(patch -> patch.startsWith("y") && patch.contains("false"));
    }

    @Test
    void aServerThatIsLostCountsForNothingAndIsNoLongerAMember() {
        var first = rig.read();
        assertThat(first.baselineUsable()).isEqualTo(3);
        assertThat(first.candidateUsable()).isEqualTo(2);
        rig.apply(50);
        plus.server("y1").state = "unhealthy";
        plus.server("y2").active = 4;
        plus.server("x1").active = 2;

        var reading = rig.read();
        assertThat(reading.share()).isEqualTo(new AchievedShare(1, 3));
        assertThat(reading.candidateUsable()).isEqualTo(1);
        assertThat(reading.candidateInFlight()).isEqualTo(4);
        assertThat(reading.baselineInFlight()).isEqualTo(2);
        assertThat(first.membership()).contains("10.0.1.1:8000");
        assertThat(reading.membership()).doesNotContain("10.0.1.1:8000");
    }

    @Test
    void aServerOfNeitherClusterIsADoubtWhileTheCandidateHasAShare() {
        plus.add("z1", "10.0.9.9:8000");
        assertThat(rig.read().doubts()).isEmpty();
        rig.apply(50);
        assertThat(rig.read().doubts()).containsExactly("server 10.0.9.9:8000 has weight 1 and is of neither cluster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "reset", "garbage", "no json", "a number", "too long", "error", "redirect", "other"})
    void aReadThatIsNotUnderstoodFails(String kind) {
        plus.disturb(request -> Optional.of(answer(kind)));
        assertThat(rig.readFailure()).isInstanceOf(UnreachableException.class);
    }

    private static Function<Request, Optional<ResponseDefinitionBuilder>> patches(
            Supplier<ResponseDefinitionBuilder> answer) {
        return request -> request.getMethod().getName().equals("PATCH") ? Optional.of(answer.get()) : Optional.empty();
    }

    private static ResponseDefinitionBuilder answer(String kind) {
        var whole = WireMock.aResponse();
        return switch (kind) {
            case "cut" -> whole.withHeader("Content-Length", "500").withBody("{\"id\":0,");
            case "reset" -> whole.withFault(Fault.CONNECTION_RESET_BY_PEER);
            case "garbage" -> whole.withFault(Fault.RANDOM_DATA_THEN_CLOSE);
            case "no json" -> whole.withBody("<html>It works!</html>");
            case "a number" -> whole.withBody("7");
            case "too long" -> whole.withBody("[" + "0,".repeat(PlusApi.LONGEST_ANSWER) + "0]");
            case "error" -> whole.withStatus(500).withBody("{}");
            case "redirect" -> whole.withStatus(302).withHeader("Location", "/api/9/nginx");
            default -> whole.withBody("{\"id\":0,\"server\":\"10.9.9.9:80\",\"weight\":1,\"down\":false}");
        };
    }

    private static WriteResult.Applied applied(WriteResult result) {
        assertThat(result).isInstanceOf(WriteResult.Applied.class);
        return (WriteResult.Applied) result;
    }
}

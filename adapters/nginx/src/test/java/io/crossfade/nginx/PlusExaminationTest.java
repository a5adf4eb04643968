package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Finding.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlusExaminationTest {

    private PlusRig rig = new PlusRig(2, 2);

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void whatWorksIsFoundWithoutErrorAndSaysWhatIsNotKnown() {
        var findings = rig.examine();

        assertThat(errors(findings)).isEmpty();
        assertThat(texts(findings, Severity.INFO))
                .anyMatch(text -> text.contains("1.27.4 nginx-plus-r34"))
                .anyMatch(text -> text.contains("MethodDisabled"));
        assertThat(texts(findings, Severity.WARNING))
                .anyMatch(text -> text.contains("never run with this program"))
                .anyMatch(text -> text.contains("without a `state` file"));
    }

    @ParameterizedTest
    @CsvSource({
        "404, UnknownVersion, R30",
        "404, UpstreamNotFound, upstream:",
        "400, UpstreamStatic, zone",
        "403, Forbidden, allow this host"
    })
    void whatTheApiRefusesToTellIsAnErrorWithARemedy(int status, String code, String remedy) {
        rig.plus.disturb(request -> Optional.of(PlusStub.error(status, code, "text")));

        assertThat(rig.examine()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.remedy()).contains(remedy);
        });
    }

    @Test
    void serversThatCannotCarryASplitAreNamed() {
        rig.plus.server("x1").backup = true;
        rig.plus.server("x2").slowStart = "30s";
        rig.plus.server("x2").state = "unhealthy";
        rig.plus.add("z1", "10.0.9.9:8000");
        var findings = rig.examine();

        assertThat(errors(findings))
                .anyMatch(text -> text.contains("10.0.0.1:8000 is a backup"))
                .anyMatch(text -> text.contains("10.0.9.9:8000 of upstream kong is of neither"));
        assertThat(texts(findings, Severity.WARNING))
                .anyMatch(text -> text.contains("10.0.0.2:8000 has slow_start"))
                .anyMatch(text -> text.contains("10.0.0.2:8000 unhealthy"));
    }

    @Test
    void aServerThatIsNotInTheGroupIsNamedWithThoseThatAre() {
        rig.plus.remove("y1");

        assertThat(errors(rig.examine()))
                .singleElement()
                .asString()
                .contains("10.0.1.1:8000 is 0 times in the group", "10.0.0.1:8000");
    }

    @Test
    void aCandidateWithAShareIsDriftWithTheWayBack() {
        rig.plus.server("y1").down = false;

        assertThat(rig.examine())
                .filteredOn(finding -> finding.severity() == Severity.DRIFT)
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).contains("curl -sf -X PATCH"));
    }

    @Test
    void aStepThatWholeWeightsDoNotReachIsAnError() {
        rig.close();
        rig = new PlusRig(1, 40);

        assertThat(errors(rig.examine())).singleElement().asString().contains("step 10%", "reachable");
    }

    private static List<String> errors(List<Finding> findings) {
        return texts(findings, Severity.ERROR);
    }

    private static List<String> texts(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .map(Finding::text)
                .toList();
    }
}

package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// `docs/reference/architecture.svg` shows what the templates have, and who may call whom.
class ArchitecturePictureTest {
  /// What belongs to something that is drawn.
  private static final Set<String> PARTS =
      Set.of(
          "AWS::ApiGatewayV2::Integration",
          "AWS::ApiGatewayV2::Route",
          "AWS::ApiGatewayV2::Stage",
          "AWS::Backup::BackupSelection",
          "AWS::CloudFront::Function",
          "AWS::CloudFront::OriginAccessControl",
          "AWS::CloudFront::ResponseHeadersPolicy",
          "AWS::CloudWatch::Dashboard",
          "AWS::CodeDeploy::Application",
          "AWS::CodeDeploy::DeploymentGroup",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::Lambda::Alias",
          "AWS::Lambda::EventInvokeConfig",
          "AWS::Lambda::LayerVersion",
          "AWS::Lambda::Permission",
          "AWS::Lambda::Version",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::SSM::Parameter",
          "Custom::CDKBucketDeployment",
          "Custom::S3AutoDeleteObjects");

  private static List<Resources> stores() {
    return List.of(
        Synth.sandbox("customerKey=true", "notifications=true", "console=true"),
        Synth.prodWithMost());
  }

  @Test
  void every_kind_of_resource_is_drawn_or_part_of_what_is() throws Exception {
    Set<String> drawn = attributes("g", "data-type");
    Set<String> found = new TreeSet<>();
    stores()
        .forEach(
            store ->
                store
                    .template()
                    .get("Resources")
                    .forEach(resource -> found.add(resource.get("Type").asText())));
    found.removeIf(type -> type.startsWith("AWS::ApplicationAutoScaling::"));
    found.removeAll(PARTS);

    assertThat(drawn).isEqualTo(found);
  }

  @Test
  void an_arrow_leads_from_a_function_to_what_it_may_use() throws Exception {
    Resources sandbox = stores().getFirst();
    for (String function :
        List.of("AppendFunction", "ReplayFunction", "StreamsFunction", "ResetFunction")) {
      List<String> actions =
          sandbox.permissions(function).stream()
              .flatMap(statement -> Resources.actions(statement).stream())
              .toList();
      assertThat(leads(function, "table"))
          .isEqualTo(actions.stream().anyMatch(action -> action.startsWith("dynamodb:")));
      assertThat(leads(function, "bucket"))
          .isEqualTo(actions.stream().anyMatch(action -> action.startsWith("s3:")));
      assertThat(leads("api", function)).isTrue();
    }
    assertThat(leads("Founding", "bucket")).isFalse();
  }

  @Test
  void the_pipe_goes_where_it_is_drawn() throws Exception {
    JsonNode pipe = stores().getFirst().only("AWS::Pipes::Pipe").get("Properties");

    assertThat(pipe.at("/Source/Fn::GetAtt/0").asText()).startsWith("StorageTable");
    assertThat(leads("table", "pipe")).isTrue();
    assertThat(leads("pipe", "bus")).isTrue();
    assertThat(leads("pipe", "lost")).isTrue();
  }

  private static boolean leads(String from, String to) throws Exception {
    NodeList arrows = picture().getElementsByTagName("path");
    for (int i = 0; i < arrows.getLength(); i++) {
      Element arrow = (Element) arrows.item(i);
      if (arrow.getAttribute("data-from").equals(from)
          && arrow.getAttribute("data-to").equals(to)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> attributes(String tag, String name) throws Exception {
    Set<String> found = new TreeSet<>();
    NodeList elements = picture().getElementsByTagName(tag);
    for (int i = 0; i < elements.getLength(); i++) {
      String value = ((Element) elements.item(i)).getAttribute(name);
      if (!value.isEmpty()) {
        found.add(value);
      }
    }
    return found;
  }

  private static Document picture() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Path.of("../docs/reference/architecture.svg").toFile());
  }
}

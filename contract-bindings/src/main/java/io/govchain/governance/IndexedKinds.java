package io.govchain.governance;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The kinds of records that have an index, with the events that change what is indexed. */
final class IndexedKinds {

  static final RegistryIndex.Kind APPLICATIONS =
      new RegistryIndex.Kind(
          "applications",
          (state, most) -> entries(state::applications, most, IndexedKinds::entry),
          (state, id) -> state.application(id).map(IndexedKinds::entry),
          event ->
              switch (event) {
                case GovernanceEvent.ApplicationRegistered registered -> Stream.of(registered.id());
                case GovernanceEvent.ApplicationKeyChanged changed -> Stream.of(changed.id());
                default -> Stream.empty();
              });

  static final RegistryIndex.Kind SERVICES =
      new RegistryIndex.Kind(
          "services",
          (state, most) -> entries(state::services, most, IndexedKinds::entry),
          (state, id) -> state.service(id).map(IndexedKinds::entry),
          event ->
              switch (event) {
                case GovernanceEvent.ServiceRegistered registered -> Stream.of(registered.id());
                case GovernanceEvent.ServiceUpdated updated -> Stream.of(updated.id());
                case GovernanceEvent.ServiceCertificateRotated rotated -> Stream.of(rotated.id());
                default -> Stream.empty();
              });

  static final RegistryIndex.Kind PIPELINES =
      new RegistryIndex.Kind(
          "pipelines",
          (state, most) -> entries(state::pipelines, most, IndexedKinds::entry),
          (state, id) -> state.pipeline(id).map(IndexedKinds::entry),
          event ->
              switch (event) {
                case GovernanceEvent.PipelineRequested requested -> Stream.of(requested.id());
                case GovernanceEvent.PipelineAmended amended -> Stream.of(amended.id());
                default -> Stream.empty();
              });

  private IndexedKinds() {}

  private static <R> List<RegistryIndex.Entry> entries(
      ContractReader.Page<R> page, int most, Function<R, RegistryIndex.Entry> entry) {
    return ContractReader.upTo(
        most, (offset, limit) -> page.read(offset, limit).stream().map(entry).toList());
  }

  private static RegistryIndex.Entry entry(Application application) {
    return new RegistryIndex.Entry(application.id(), application.tlsFingerprint());
  }

  private static RegistryIndex.Entry entry(Service service) {
    return new RegistryIndex.Entry(service.id(), service.tlsFingerprint());
  }

  private static RegistryIndex.Entry entry(Pipeline pipeline) {
    return new RegistryIndex.Entry(pipeline.id(), pipeline.source().application().orElse(""));
  }
}

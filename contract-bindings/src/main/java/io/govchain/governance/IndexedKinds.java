package io.govchain.governance;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
          (state, most) ->
              ContractReader.upTo(
                  most, (offset, limit) -> entries(state, state.services(offset, limit))),
          (state, id) -> entries(state, state.service(id).stream().toList()).stream().findFirst(),
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
    return new RegistryIndex.Entry(application.id(), Set.of(application.tlsFingerprint()));
  }

  /** Also of services that may not act: they may again before an overlap of theirs ends. */
  private static List<RegistryIndex.Entry> entries(GovernanceChain state, List<Service> services) {
    List<String> ids = services.stream().map(Service::id).toList();
    List<Service.Certificates> certificates = state.serviceCertificates(ids);
    return IntStream.range(0, ids.size())
        .mapToObj(i -> new RegistryIndex.Entry(ids.get(i), keys(certificates.get(i))))
        .toList();
  }

  /** Both whatever the time is: who asks compares it with the end of the overlap. */
  private static Set<String> keys(Service.Certificates certificates) {
    return Stream.concat(Stream.of(certificates.current()), certificates.previous().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static RegistryIndex.Entry entry(Pipeline pipeline) {
    return new RegistryIndex.Entry(
        pipeline.id(), Set.of(pipeline.source().application().orElse("")));
  }
}

package io.govchain.amdp.check;

import io.govchain.amdp.StepKind;
import java.util.Map;
import java.util.Optional;

/**
 * What is registered on the governance chain about the pipelines of a plan.
 *
 * @param pipelines by path; a pipeline that is not registered is not in the map
 */
public record PlanFacts(Map<String, Pipeline> pipelines) {

  public PlanFacts {
    pipelines = Map.copyOf(pipelines);
  }

  /**
   * A registered pipeline.
   *
   * @param constraint constraint hash
   * @param usable whether it is active and within its validity now
   * @param source calling side
   * @param target called side
   */
  public record Pipeline(String constraint, boolean usable, Side source, Side target) {}

  /**
   * One side of a pipeline.
   *
   * @param institution code of the institution
   * @param application path of the application; empty where the pipeline names none
   * @param contract path of the business contract
   * @param functions the functions that the pipeline allows on this side, by signature
   */
  public record Side(
      String institution,
      Optional<String> application,
      String contract,
      Map<String, StepKind> functions) {

    public Side {
      functions = Map.copyOf(functions);
    }
  }
}

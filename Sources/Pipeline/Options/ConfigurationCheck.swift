/// Looks for all that is wrong with a configuration, without doing anything else: `genlog check`.
package enum ConfigurationCheck {
  /// What keeps a run with these values from starting; none if it can start.
  ///
  /// Options first, in the order of the file; where they are right, the rules and patterns that they name.
  package static func problems(
    inputs: [String] = [], _ values: OptionValues, needsInputs: Bool = true
  ) -> [PipelineError] {
    do throws(PipelineError) {
      _ = try ParseRun(try ParseOptions(inputs: inputs, values, needsInputs: needsInputs))
      return []
    } catch {
      return error.each
    }
  }
}

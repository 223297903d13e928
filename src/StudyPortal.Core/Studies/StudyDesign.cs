using StudyPortal.Core.Datasets;
using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Studies;

/// <summary>Everything that makes a study, as its author chose it.</summary>
/// <param name="Name">Unique in the portal.</param>
/// <param name="Instructions">What the readers are told before the first case.</param>
/// <param name="DatasetId">Where the cases come from.</param>
/// <param name="Arms">The models that are compared; their order gives the arms' colours.</param>
/// <param name="Method">Whose maps are rated, for example <c>input-gradient</c>.</param>
/// <param name="Sampling">Which cases.</param>
/// <param name="Questions">What is asked at each place, in this order.</param>
/// <param name="Order">How each reader's order is made.</param>
/// <param name="IsSimulated">A program rates, not people.</param>
/// <param name="AllowsChanges">Readers may go back and change an answer; every change is kept.</param>
public sealed record StudyDesign(
    string Name,
    string Instructions,
    DatasetId DatasetId,
    IReadOnlyList<ArmDesign> Arms,
    string Method,
    SamplingPlan Sampling,
    IReadOnlyList<QuestionDesign> Questions,
    OrderPlan Order,
    bool IsSimulated,
    bool AllowsChanges = true)
{
    /// <summary>Deadline, limits and alarms.</summary>
    public StudySettings Settings { get; init; } = StudySettings.Usual;

    /// <summary>How it will be analysed; null where that is registered later, or never.</summary>
    public RegisteredPlan? Plan { get; init; }
}

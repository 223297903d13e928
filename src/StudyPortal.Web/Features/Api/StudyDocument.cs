using StudyPortal.Core.Models;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Api;

/// <summary>A study as its page shows it to a researcher: its design and how far its readers are, never what they said.</summary>
/// <param name="Cases">How many are rated.</param>
/// <param name="CalibrationCases">Rated first and kept out of the analysis.</param>
/// <param name="PilotCases">0 where there was no pilot.</param>
/// <param name="Thresholds">From which logit on a model was taken to say yes.</param>
/// <param name="Checks">What must hold before it opens; empty afterwards.</param>
/// <param name="Report">Its newest report; null while none was made.</param>
internal sealed record StudyDocument(
    Guid Id, string Name, StudyState State, bool IsSimulated, Guid DatasetId, string Dataset, bool IsSynthetic, string Method,
    SamplingPlan Sampling, StudyOrderDocument Order, IReadOnlyList<QuestionDesign> Questions, bool AllowsChanges, DateOnly? Deadline,
    IReadOnlyList<StudyArmDocument> Arms, int Cases, int CalibrationCases, int PilotCases, IReadOnlyList<ThresholdDetail> Thresholds,
    IReadOnlyList<ReaderDocument> Readers, IReadOnlyList<OpeningCheck> Checks, DateTime CreatedUtc, DateTime? OpenedUtc, DateTime? ClosedUtc, Guid? Report)
{
    public static StudyDocument Of(StudyDetail study, Guid? report) => new(
        study.Id.Value, study.Name, study.State, study.IsSimulated, study.DatasetId.Value, study.Dataset, study.IsSyntheticData, study.Method,
        study.Sampling, StudyOrderDocument.Of(study), study.Questions, study.AllowsChanges, study.Settings.Deadline,
        [.. study.Arms.Select(StudyArmDocument.Of)], study.Cases.Count, study.Calibration.Count, study.PilotCases, study.Thresholds,
        [.. study.Readers.Select(ReaderDocument.Of)], study.Checks, study.CreatedUtc, study.OpenedUtc, study.ClosedUtc, report);
}

/// <summary>How each reader's order is made.</summary>
/// <param name="Algorithm">Name and version of what draws the orders.</param>
/// <param name="MinimumDistance">Places between two maps of the same case, at least.</param>
/// <param name="Repeats">Maps that each reader sees a second time, unannounced.</param>
/// <param name="Controls">Maps that are known to explain nothing, hidden among the others.</param>
internal sealed record StudyOrderDocument(OrderKind Kind, string Algorithm, int Seed, int MinimumDistance, int Repeats, int Sessions, ControlCounts Controls)
{
    public static StudyOrderDocument Of(StudyDetail study) => new(
        study.Order.Kind, study.OrderAlgorithm, study.Order.Seed, study.Order.MinimumDistance, study.Order.Repeats, study.Order.Sessions, study.Order.Controls);
}

/// <summary>One of the models that are compared.</summary>
internal sealed record StudyArmDocument(Guid ModelId, string Model, ModelVariant Variant, NormBranch Branch)
{
    public static StudyArmDocument Of(ArmDetail arm) => new(arm.ModelId.Value, arm.Model, arm.Variant, arm.Branch);
}

/// <summary>How far a reader is: counts and times, never scores.</summary>
/// <param name="Code">R1, R2, ...</param>
/// <param name="Position">The place last shown, from 1.</param>
/// <param name="Total">Ratings to give; 0 before the study opens.</param>
/// <param name="MedianSeconds">Median active seconds per case; null before the first.</param>
/// <param name="RecentSeconds">The same over the last ten.</param>
/// <param name="PerDay">Cases a day over the last seven days.</param>
/// <param name="FinishUtc">When he is done at this pace; null where done, or nothing tells.</param>
/// <param name="SignedUtc">When he signed his answers.</param>
/// <param name="Alarms">What an administrator should look into; only while the study is open.</param>
internal sealed record ReaderDocument(
    string Code, string Name, int Position, int Answered, int Total, double? MedianSeconds, double? RecentSeconds, double? PerDay,
    DateTime? LastSeenUtc, bool IsOnline, DateTime? FinishUtc, DateTime? SignedUtc, IReadOnlyList<string> Alarms, bool IsRemoved)
{
    public static ReaderDocument Of(ReaderProgress reader) => new(
        reader.Code, reader.DisplayName, reader.Position, reader.Answered, reader.Total, reader.MedianSeconds, reader.RecentSeconds, reader.PerDay,
        reader.LastSeenUtc, reader.IsOnline, reader.FinishUtc, reader.SignedUtc, reader.Alarms, reader.IsRemoved);
}

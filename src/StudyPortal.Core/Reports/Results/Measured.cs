using StudyPortal.Statistics;

namespace StudyPortal.Core.Reports.Results;

/// <summary>A number of a report, with its interval where it has one, or the reason why there is none.</summary>
/// <param name="Low">Lower end of the interval at the plan's confidence.</param>
/// <param name="Reason">Why the value, or the interval that belongs beside it, is missing.</param>
public sealed record Measured(double? Value, double? Low, double? High, string? Reason)
{
    internal static Measured Of(double value) => new(value, null, null, null);

    internal static Measured Undefined(string reason) => new(null, null, null, reason);

    internal static Measured From(Estimate estimate) => new(estimate.Value, estimate.Interval?.Low, estimate.Interval?.High, estimate.Reason);
}

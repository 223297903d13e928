using System.Text.Json.Serialization;

namespace StudyPortal.Statistics;

/// <summary>
/// A number, with its confidence interval where it has one, or the reason why there is none. Never NaN; it may be infinite.
/// </summary>
public sealed record Estimate
{
    [JsonConstructor]
    private Estimate(double? value, Interval? interval, string? reason)
    {
        if (value is { } number && double.IsNaN(number))
            throw new ArgumentException("NaN is not an estimate: say why it is undefined.", nameof(value));

        Value = value;
        Interval = interval;
        Reason = reason;
    }

    public double? Value { get; }

    public Interval? Interval { get; }

    /// <summary>Why the value, or the interval that belongs beside it, is missing.</summary>
    public string? Reason { get; }

    public bool IsDefined => Value.HasValue;

    public static Estimate Of(double value) => new(value, null, null);

    public static Estimate Of(double value, Interval interval) => new(value, interval, null);

    /// <summary>A value whose interval cannot be given.</summary>
    public static Estimate WithoutInterval(double value, string reason) => new(value, null, reason);

    public static Estimate Undefined(string reason) => new(null, null, reason);

    /// <summary>The quotient, or undefined with <paramref name="reason"/> when the denominator is zero.</summary>
    public static Estimate Ratio(double numerator, double denominator, string reason) =>
        denominator == 0 ? Undefined(reason) : Of(numerator / denominator);

    /// <summary>The quotient of numbers >= 0: infinite when only the denominator is zero, undefined when both are.</summary>
    internal static Estimate UnboundedRatio(double numerator, double denominator, string reason) =>
        numerator == 0 ? Ratio(numerator, denominator, reason) : Of(numerator / denominator);

    /// <summary>A function of the value alone; an undefined estimate stays undefined for the same reason.</summary>
    public Estimate Select(Func<double, double> function) => Value is { } value ? Of(function(value)) : this;
}

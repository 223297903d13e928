using System.Globalization;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports;

/// <summary>How arms, conditions and numbers are written in figures and tables.</summary>
public static class ReportWords
{
    /// <summary>What a figure warns of; empty when all is real.</summary>
    public static string Unreal(bool isSynthetic, bool isSimulated) => (isSynthetic, isSimulated) switch
    {
        (true, true) => "Synthetic images, simulated ratings",
        (true, false) => "Synthetic images",
        (false, true) => "Simulated ratings",
        _ => "",
    };

    public static string Condition(AttackCondition condition) => condition.IsClean
        ? "clean images"
        : string.Create(CultureInfo.InvariantCulture, $"PGD-{condition.Steps}, ε = {condition.Epsilon:0.####}");

    /// <summary>The arm's model; the norm it predicts through only where the model has two.</summary>
    public static string Arm(PredictingArm by, IReadOnlyList<ArmFacts> arms)
    {
        var arm = arms.Single(a => a.Ordinal == by.Arm);
        return arm.Variant == ModelVariant.DualBn ? $"{arm.Model}, {Norm(by)}" : arm.Model;
    }

    /// <summary>For example 0.912 (0.874–0.950); the reason where there is no value.</summary>
    public static string Number(Measured number, string format) => number switch
    {
        { Value: null } => number.Reason ?? "undefined",
        { Low: { } low, High: { } high } => string.Create(
            CultureInfo.InvariantCulture, $"{Text(number.Value.Value, format)} ({Text(low, format)} to {Text(high, format)})"),
        _ => Text(number.Value.Value, format),
    };

    /// <summary>Three decimals; &lt; 0.001 below; the reason where there is none.</summary>
    public static string PValue(Measured p) => p.Value is null ? p.Reason ?? "undefined" : PValue(p.Value);

    /// <inheritdoc cref="PValue(Measured)"/>
    public static string PValue(double? p) => p switch
    {
        null => "undefined",
        < 0.001 => "< 0.001",
        { } value => Text(value, "0.000"),
    };

    /// <summary>For a sentence: "p = 0.021", "p &lt; 0.001", or that there is none and why.</summary>
    public static string PClause(Measured p) => p.Value switch
    {
        null => $"no p-value ({p.Reason})",
        < 0.001 => "p < 0.001",
        { } value => $"p = {Text(value, "0.000")}",
    };

    /// <summary>With a true minus sign.</summary>
    public static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Norm(PredictingArm by)
    {
        var norm = by.Branch == NormBranch.Clean ? "clean norm" : "adversarial norm";
        if (by.Branch == by.AttackBranch) return norm;
        return norm + ", attacked through the " + (by.AttackBranch == NormBranch.Clean ? "clean one" : "adversarial one");
    }
}

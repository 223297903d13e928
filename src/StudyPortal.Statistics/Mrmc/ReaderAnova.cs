namespace StudyPortal.Statistics.Mrmc;

/// <summary>Mean squares of the reader x arm table of areas.</summary>
/// <param name="Arms">Between arms.</param>
/// <param name="Readers">Between readers; within groups, or within arms, where the design nests them there.</param>
/// <param name="ArmsByReaders">Their interaction, within groups; undefined where readers are nested in arms.</param>
public sealed record ReaderAnova(Estimate Arms, Estimate Readers, Estimate ArmsByReaders)
{
    internal const string OneReader = "reader variance cannot be estimated from one reader";
    internal const string OneArm = "there is one arm, so there is nothing to compare";
    internal const string IdenticalArms = "all differences are exactly 0, so that mean squares and covariance contrasts are 0";
    internal const string NestedReaders = "readers are nested in arms";

    internal static ReaderAnova Undefined(string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new ReaderAnova(undefined, undefined, undefined);
    }

    internal static ReaderAnova Of(ReaderTable table) => new(
        table.ArmsDf == 0 ? Estimate.Undefined(OneArm) : Estimate.Of(table.ArmsMeanSquare()),
        (table.IsNested ? table.ErrorDf : table.ReadersDf) == 0 ? Estimate.Undefined(OneReader) : Estimate.Of(table.ReadersMeanSquare()),
        Interaction(table));

    private static Estimate Interaction(ReaderTable table)
    {
        if (table.IsNested) return Estimate.Undefined(NestedReaders);

        if (table.ArmsDf == 0) return Estimate.Undefined(OneArm);

        return table.ErrorDf == 0 ? Estimate.Undefined(OneReader) : Estimate.Of(table.ErrorMeanSquare());
    }
}

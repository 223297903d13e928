namespace StudyPortal.Statistics.Mrmc;

/// <summary>Mean squares of the arms x readers x cases table of pseudovalues.</summary>
public sealed record PseudovalueAnova(
    MeanSquare Arms,
    MeanSquare Readers,
    MeanSquare Cases,
    MeanSquare ArmsByReaders,
    MeanSquare ArmsByCases,
    MeanSquare ReadersByCases,
    MeanSquare Residual)
{
    internal static PseudovalueAnova Undefined(string reason)
    {
        var undefined = new MeanSquare(Estimate.Undefined(reason), 0);
        return new PseudovalueAnova(undefined, undefined, undefined, undefined, undefined, undefined, undefined);
    }

    internal static PseudovalueAnova Of(PseudovalueTable table)
    {
        var (arms, readers, cases) = (table.Arms, table.Readers, table.Cases);
        IEnumerable<double> Main(double[] means) => means.Select(mean => mean - table.Grand);
        return new PseudovalueAnova(
            MeanSquare.Of(Main(table.ByArm), readers * cases, arms - 1),
            MeanSquare.Of(Main(table.ByReader), arms * cases, readers - 1),
            MeanSquare.Of(Main(table.ByCase), arms * readers, cases - 1),
            MeanSquare.Of(
                PseudovalueTable.Interaction(table.ByArmAndReader, table.ByArm, table.ByReader, table.Grand), cases, (arms - 1) * (readers - 1)),
            MeanSquare.Of(
                PseudovalueTable.Interaction(table.ByArmAndCase, table.ByArm, table.ByCase, table.Grand), readers, (arms - 1) * (cases - 1)),
            MeanSquare.Of(
                PseudovalueTable.Interaction(table.ByReaderAndCase, table.ByReader, table.ByCase, table.Grand), arms, (readers - 1) * (cases - 1)),
            MeanSquare.Of(table.Residuals(), 1, (arms - 1) * (readers - 1) * (cases - 1)));
    }
}

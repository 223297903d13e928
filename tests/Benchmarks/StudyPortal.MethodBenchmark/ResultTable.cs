using System.Globalization;

namespace StudyPortal.MethodBenchmark;

/// <summary>Every row and its difference to the first one, as text and as CSV.</summary>
internal sealed class ResultTable(IReadOnlyList<Row> rows, int cases)
{
    private static readonly (string Name, Func<Measures, Figure> Figure)[] Columns =
    [
        ("clean AUC", measures => measures.CleanAuc),
        ("AUC under PGD", measures => measures.AttackedAuc),
        ("AUC under stronger", measures => measures.StrongAuc),
        ("mass in lesion", measures => measures.MassInside),
    ];

    private readonly List<(string Name, Mean[] Means)> lines = Lines(rows, new SeedBootstrap(rows[0].Seeds.Count, cases));

    public void Print(TextWriter output)
    {
        output.WriteLine($"{"",-36}{string.Concat(Columns.Select(column => $"{column.Name,-26}"))}".TrimEnd());
        foreach ((string name, Mean[] means) in lines)
        {
            output.WriteLine($"{name,-36}{string.Concat(means.Select(mean => $"{Text(mean),-26}"))}".TrimEnd());
        }
        int[] all = [.. Enumerable.Range(0, cases)];
        if (rows[0].Seeds[0].AreaInside(all) is { } area)
        {
            output.WriteLine(Invariant($"Area of the lesions, the mass of a map that knows nothing: {area:0.000}."));
        }
    }

    /// <summary>Means with their intervals, then each seed's own figures without.</summary>
    public void Write(string path)
    {
        int[] all = [.. Enumerable.Range(0, cases)];
        var means = lines.SelectMany(line => line.Means.Select((mean, at) =>
            Invariant($"\"{line.Name}\",mean,{Columns[at].Name},{mean.Value:R},{mean.Low:R},{mean.High:R}")));
        var seeds = rows.SelectMany(row => row.Seeds.SelectMany((measures, seed) => Columns.Select(column =>
            Invariant($"\"{row.Name}\",{seed + 1},{column.Name},{column.Figure(measures)(all):R},,"))));
        File.WriteAllLines(path, ["row,seed,figure,value,low,high", .. means, .. seeds]);
    }

    private static List<(string Name, Mean[] Means)> Lines(IReadOnlyList<Row> rows, SeedBootstrap bootstrap) =>
    [
        .. rows.Select(row => (row.Name, Array.ConvertAll(Columns, column => bootstrap.Of(row, column.Figure)))),
        .. rows.Skip(1).Select(row =>
            ($"{row.Name} - {rows[0].Name}", Array.ConvertAll(Columns, column => bootstrap.Difference(row, rows[0], column.Figure)))),
    ];

    private static string Text(Mean mean) => mean.Value is null ? "-" : Invariant($"{mean.Value:0.000} [{mean.Low:0.000}, {mean.High:0.000}]");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

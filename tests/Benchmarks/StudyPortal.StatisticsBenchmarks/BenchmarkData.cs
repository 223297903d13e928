using System.Globalization;
using System.Text;

namespace StudyPortal.StatisticsBenchmarks;

/// <summary>Scores of a test set and ratings of a reader study, drawn from a seed and written where the peers read them.</summary>
internal sealed class BenchmarkData : IDisposable
{
    public const int Labels = 8, Models = 3, Cases = 22_433, Readers = 6, Arms = 3, RatedCases = 300;

    private readonly Random _random;

    private BenchmarkData(int seed)
    {
        _random = new Random(seed);
        Folder = Directory.CreateTempSubdirectory("statistics-benchmarks-").FullName;
        Truth = new bool[Labels, Cases];
        Scores = new double[Labels, Models, Cases];
        RatedTruth = new bool[RatedCases];
        Ratings = new double?[Arms, Readers, RatedCases];
    }

    public string Folder { get; }

    public bool[,] Truth { get; }

    /// <summary>To four decimals, so that some are tied.</summary>
    public double[,,] Scores { get; }

    public bool[] RatedTruth { get; }

    /// <summary>0 to 5.</summary>
    public double?[,,] Ratings { get; }

    public static BenchmarkData Write(int seed)
    {
        var data = new BenchmarkData(seed);
        data.DrawScores();
        data.DrawRatings();
        return data;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void DrawScores()
    {
        var text = new StringBuilder("label,case,truth,model1,model2,model3\n");
        for (var label = 0; label < Labels; label++)
            for (var number = 0; number < Cases; number++)
            {
                Truth[label, number] = _random.NextDouble() < 0.02 + 0.03 * label;
                var shared = Normal();
                for (var model = 0; model < Models; model++)
                    Scores[label, model, number] = Math.Round(1 / (1 + Math.Exp(-(Truth[label, number] ? 1.2 : -1) - shared - 0.7 * Normal() - 0.1 * model)), 4);
                text.Append(CultureInfo.InvariantCulture, $"{label},{number},{(Truth[label, number] ? 1 : 0)},{Scores[label, 0, number]},{Scores[label, 1, number]},{Scores[label, 2, number]}\n");
            }

        File.WriteAllText(Path.Combine(Folder, "scores.csv"), text.ToString());
    }

    private void DrawRatings()
    {
        var text = new StringBuilder("reader,arm,case,truth,rating\n");
        var readers = Enumerable.Range(0, Readers).Select(_ => 0.4 * Normal()).ToArray();
        for (var number = 0; number < RatedCases; number++)
        {
            var effect = Normal();
            RatedTruth[number] = number % 3 == 0;
            for (var arm = 0; arm < Arms; arm++)
                for (var reader = 0; reader < Readers; reader++)
                {
                    var rating = Math.Clamp(Math.Round(2.2 + (RatedTruth[number] ? 1 : 0) + 0.25 * arm + effect + readers[reader] + 0.8 * Normal()), 0, 5);
                    Ratings[arm, reader, number] = rating;
                    text.Append(CultureInfo.InvariantCulture, $"R{reader},A{arm},C{number},{(RatedTruth[number] ? 1 : 0)},{rating}\n");
                }
        }

        File.WriteAllText(Path.Combine(Folder, "ratings.csv"), text.ToString());
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}

using System.Diagnostics;
using StudyPortal.Statistics;
using StudyPortal.Statistics.MixedModels;
using StudyPortal.Statistics.Mrmc;
using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.StatisticsBenchmarks;

/// <summary>The operations of the peers, as the product does them.</summary>
internal sealed class Operations
{
    private const int Replicates = 10_000;

    private readonly IReadOnlyList<IReadOnlyList<RocSample>> _labels;
    private readonly RatingCube _ratings;
    private readonly IReadOnlyList<bool?> _truth;

    public Operations(BenchmarkData data)
    {
        _labels = [.. Enumerable.Range(0, BenchmarkData.Labels).Select(label => Samples(data, label))];
        _ratings = new RatingCube(data.Ratings);
        _truth = [.. data.RatedTruth.Select(truth => (bool?)truth)];
    }

    /// <summary>Seconds of the best of some runs, after as many and a second's worth for the compiler to settle.</summary>
    public double Best(string operation, int runs)
    {
        var settling = Stopwatch.StartNew();
        for (var run = 0; run < runs || settling.Elapsed.TotalSeconds < 1; run++) Run(operation);
        return Enumerable.Range(0, runs).Min(_ => Time(operation));
    }

    private double Time(string operation)
    {
        var watch = Stopwatch.StartNew();
        Run(operation);
        return watch.Elapsed.TotalSeconds;
    }

    private void Run(string operation)
    {
        switch (operation)
        {
            case "delong":
                foreach (var models in _labels) DeLong.Compare(models);
                break;
            case "bootstrap" or "bootstrap-ranks":
                foreach (var models in _labels)
                    AreaBootstrap.Compare([.. models.Select(model => new AreaBootstrap(model))], new BootstrapPlan(Replicates, 1), CancellationToken.None);
                break;
            case "mrmc":
                ObuchowskiRockette.Of(new MrmcSample(_ratings, _truth));
                DorfmanBerbaumMetz.Of(new MrmcSample(_ratings, _truth));
                break;
            case "or":
                ObuchowskiRockette.Of(new MrmcSample(_ratings, _truth));
                break;
            case "mixed" or "mixed-satterthwaite":
                LinearMixedModel.Of(_ratings);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, "There is no such operation.");
        }
    }

    private static IReadOnlyList<RocSample> Samples(BenchmarkData data, int label)
    {
        var truth = Enumerable.Range(0, BenchmarkData.Cases).Select(number => (bool?)data.Truth[label, number]).ToList();
        return
        [
            .. Enumerable.Range(0, BenchmarkData.Models)
                .Select(model => RocSample.From(truth, [.. Enumerable.Range(0, BenchmarkData.Cases).Select(number => (double?)data.Scores[label, model, number])])),
        ];
    }
}

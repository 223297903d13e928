using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Benchmarks;

/// <summary>How long the cases of a page and the number of all take, whatever a large data set is filtered by, beside plain SELECTs in the same database.</summary>
internal static class BrowsingTime
{
    private const int UsualCases = 200_000, PageSize = 48, Rounds = 9;

    /// <param name="sizes">The number of cases; 200,000 when it is not given.</param>
    public static async Task RunAsync(string[] sizes)
    {
        var cases = sizes is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : UsualCases;
        var root = new DataRoot(Path.Combine(Path.GetTempPath(), $"studyportal-browsing-{Guid.NewGuid():N}"));
        try
        {
            await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddPortal(root).BuildServiceProvider();
            await services.GetRequiredService<MigrateStore>().ExecuteAsync(CancellationToken.None);
            var set = await new LargeSet(cases).WriteAsync(root, services.GetRequiredService<IDbContextFactory<PortalDb>>());
            await MeasureAsync(services, root, set, cases);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(root.Folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(IServiceProvider services, DataRoot root, DatasetId set, int cases)
    {
        var plain = await TimesAsync(() => SelectAsync(root, set));
        Console.WriteLine(FormattableString.Invariant($"{cases} cases with {LargeSet.Labels} labels in SQLite, {new FileInfo(root.Database).Length / 1e6:0} MB; {Rounds} rounds of {PageSize} cases each"));
        Print("plain SELECTs of a page and of COUNT(*)", plain, plain);
        var list = services.GetRequiredService<ListCases>();
        foreach (var (name, filter, from) in Pages(cases))
        {
            Print(name, await TimesAsync(() => list.RowsAsync(set, filter, from, PageSize, CancellationToken.None)), plain);
            Print("  how many there are", await TimesAsync(() => list.CountAsync(set, filter, CancellationToken.None)), plain);
        }

        Print("what the page says of the set", await TimesAsync(() => services.GetRequiredService<ReadDatasetHead>().ExecuteAsync(set, CancellationToken.None)), plain);
        Print("a case and its neighbours", await TimesAsync(() => services.GetRequiredService<ReadCase>().ExecuteAsync(set, cases / 2, new CaseFilter(Label: "Label 1", Value: LabelValue.Positive), CancellationToken.None)), plain);
        await MeasureLabelsAsync(services, set, plain);
        Print("the whole list as CSV", await TimesAsync(() => services.GetRequiredService<WriteCaseList>().ExecuteAsync(set, CaseFilter.All, Stream.Null, CancellationToken.None), 1), plain);
    }

    /// <summary>The tab of the labels: counted for the first time, and as it is found from then on, also after patients were moved.</summary>
    private static async Task MeasureLabelsAsync(IServiceProvider services, DatasetId set, Latencies plain)
    {
        var counting = services.GetRequiredService<CountLabels>();
        Print("counts of all labels, the first time", await OnceAsync(() => counting.ExecuteAsync(set, CancellationToken.None)), plain);
        Print("  on their tab", await TimesAsync(() => counting.ExecuteAsync(set, CancellationToken.None)), plain);
        var patients = (await services.GetRequiredService<ListPatients>().ExecuteAsync(set, DatasetSplit.Train, null, 0, 20, CancellationToken.None)).Patients.Select(patient => patient.Patient).ToList();
        Print("  moving 20 patients", await OnceAsync(() => services.GetRequiredService<MovePatients>().ExecuteAsync(set, patients, DatasetSplit.Test, "benchmark", CancellationToken.None)), plain);
        Print("  on their tab, after that", await TimesAsync(() => counting.ExecuteAsync(set, CancellationToken.None)), plain);
        Print("the set with its counts", await TimesAsync(() => services.GetRequiredService<ReadDataset>().ExecuteAsync(set, CancellationToken.None)), plain);
    }

    private static IEnumerable<(string Name, CaseFilter Filter, CaseCursor From)> Pages(int cases) =>
    [
        ("first page of all", CaseFilter.All, default),
        ("last page of all, by its number", CaseFilter.All, new(Skip: cases - PageSize)),
        ("one split, the next page", new CaseFilter(DatasetSplit.Test), new(After: cases / 2)),
        ("one view, a page in the middle by its number", new CaseFilter(View: "PA"), new(Skip: cases / 4)),
        ("waiting for review, the page before", new CaseFilter(Review: CaseReview.Flagged), new(Before: cases / 2)),
        ("a rare label, positive", new CaseFilter(Label: "Label 1", Value: LabelValue.Positive), default),
        ("a frequent label, positive", new CaseFilter(Label: $"Label {LargeSet.Labels}", Value: LabelValue.Positive), default),
        ("  the next page", new CaseFilter(Label: $"Label {LargeSet.Labels}", Value: LabelValue.Positive), new(After: cases / 2)),
        ("  a page in the middle by its number", new CaseFilter(Label: $"Label {LargeSet.Labels}", Value: LabelValue.Positive), new(Skip: cases / 7)),
        ("a label that half of them do not mention", new CaseFilter(Label: "Label 2", Value: LabelValue.Unmentioned), new(After: cases / 2)),
        ("text in pseudonym or origin", new CaseFilter(Text: "77"), default),
        ("text that is nowhere", new CaseFilter(Text: "nowhere"), default),
        ("label, split, view and text", new CaseFilter(DatasetSplit.Train, "Label 5", LabelValue.Positive, "PA", Text: "1"), default),
    ];

    /// <summary>What a page and the number of all cost without any filter, by hand.</summary>
    private static async Task SelectAsync(DataRoot root, DatasetId set)
    {
        await using var connection = new SqliteConnection($"Data Source={root.Database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id, Number, Patient, Split, View FROM Cases WHERE DatasetId = $set AND Number > 1000 ORDER BY Number LIMIT 48";
        command.Parameters.AddWithValue("$set", set.Value);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) _ = reader.GetString(2);
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT COUNT(*) FROM Cases WHERE DatasetId = $set";
        count.Parameters.AddWithValue("$set", set.Value);
        await count.ExecuteScalarAsync();
    }

    private static async Task<Latencies> OnceAsync(Func<Task> work)
    {
        var started = TimeProvider.System.GetTimestamp();
        await work();
        return Latencies.Of([TimeProvider.System.GetElapsedTime(started).TotalMilliseconds]);
    }

    private static async Task<Latencies> TimesAsync(Func<Task> work, int rounds = Rounds)
    {
        await work();
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await work();
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }

        return Latencies.Of(times);
    }

    private static void Print(string what, Latencies times, Latencies plain) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-46} p50 {times.Median,8:0.0} ms   max {times.Longest,8:0.0} ms   {times.Median / plain.Median,7:0.0} times"));
}

using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Benchmarks;

/// <summary>How long a page of a large data set takes, whatever it is filtered by, beside one plain SELECT of as many rows in the same database.</summary>
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
        Print("a plain SELECT of the same rows", plain, plain);
        var list = services.GetRequiredService<ListCases>();
        foreach (var (name, filter, page) in Pages(cases))
            Print(name, await TimesAsync(() => list.ExecuteAsync(set, filter, page, PageSize, CancellationToken.None)), plain);
        Print("what the page says of the set", await TimesAsync(() => services.GetRequiredService<ReadDatasetHead>().ExecuteAsync(set, CancellationToken.None)), plain);
        Print("a case and its neighbours", await TimesAsync(() => services.GetRequiredService<ReadCase>().ExecuteAsync(set, cases / 2, new CaseFilter(Label: "Label 1", Value: LabelValue.Positive), CancellationToken.None)), plain);
        Print("counts of all labels (on their tab)", await TimesAsync(() => services.GetRequiredService<CountLabels>().ExecuteAsync(set, CancellationToken.None), 1), plain);
        Print("the whole list as CSV", await TimesAsync(() => services.GetRequiredService<WriteCaseList>().ExecuteAsync(set, CaseFilter.All, Stream.Null, CancellationToken.None), 1), plain);
    }

    private static IEnumerable<(string Name, CaseFilter Filter, int Page)> Pages(int cases) =>
    [
        ("first page of all", CaseFilter.All, 0),
        ("last page of all", CaseFilter.All, (cases - 1) / PageSize),
        ("one split", new CaseFilter(DatasetSplit.Test), 3),
        ("one view", new CaseFilter(View: "PA"), cases / 4 / PageSize),
        ("waiting for review", new CaseFilter(Review: CaseReview.Flagged), 3),
        ("a rare label, positive", new CaseFilter(Label: "Label 1", Value: LabelValue.Positive), 3),
        ("a frequent label, positive", new CaseFilter(Label: $"Label {LargeSet.Labels}", Value: LabelValue.Positive), 3),
        ("a label that half of them do not mention", new CaseFilter(Label: "Label 2", Value: LabelValue.Unmentioned), 3),
        ("text in pseudonym or origin", new CaseFilter(Text: "77"), 3),
        ("text that is nowhere", new CaseFilter(Text: "nowhere"), 0),
        ("label, split, view and text", new CaseFilter(DatasetSplit.Train, "Label 5", LabelValue.Positive, "PA", Text: "1"), 1),
    ];

    /// <summary>The least that these rows can cost: by key, without a filter and without counting.</summary>
    private static async Task SelectAsync(DataRoot root, DatasetId set)
    {
        await using var connection = new SqliteConnection($"Data Source={root.Database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id, Number, Patient, Split, View FROM Cases WHERE DatasetId = $set AND Number > 1000 ORDER BY Number LIMIT 48";
        command.Parameters.AddWithValue("$set", set.Value);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) _ = reader.GetString(2);
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
        $"{what,-42} p50 {times.Median,8:0.0} ms   max {times.Longest,8:0.0} ms   {times.Median / plain.Median,7:0.0} plain SELECTs"));
}

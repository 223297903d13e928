using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Playwright;
using StudyPortal.Core.Datasets.Phantoms;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Walk;

public sealed class WholeWalkTests
{
    private const int CasesPerLabel = 2, Maps = 18, OneSecond = 1000;

    private static readonly string[] Readers =
        ["Dr. Anna Keller", "Dr. Oliver Hughes", "Dr. Katharina Brandt", "Dr. Simon Ashworth", "Dr. Felix Hartmann", "Dr. Eleanor Marsh"];

    [Fact]
    public async Task From_a_folder_of_images_to_a_report_with_six_readers_at_once()
    {
        await using var portal = await StartedPortal.PrepareAsync();
        await PhantomFolder.WriteAsync(Path.Combine(portal.Sources, "chests"), count: 90, seed: 3, size: 64, TestContext.Current.CancellationToken);
        await portal.StartAsync(withTrainer: true);
        await using var chromium = await Chromium.LaunchAsync();
        var window = await portal.EnterAsync(chromium, "Dr. Miriam Albrecht");
        var admin = new AdminAtWork(window);

        await admin.ImportImagesAsync("chests", "Ninety chests");
        await admin.TrainAsync("Trained here", epochs: 4, width: 8);
        await admin.ImportModelAsync(Weights("phantom-adversarial.pth"), "Brought along, adversarial", "adversarial", inputSide: 64);
        await admin.EvaluateAsync();
        await admin.ImportModelAsync(Weights("phantom-dual-bn.pth"), "Brought along, dual-BN", "dual-BN", inputSide: 64);
        await admin.EvaluateAsync();
        await admin.MakeMapsAsync();
        await admin.DesignStudyAsync("The whole walk", CasesPerLabel);
        await admin.OpenStudyAsync();

        var readers = await Task.WhenAll(Readers.Select(async (name, index) => new ReaderAtWork(await portal.EnterAsync(chromium, name), index + 1)));
        await Task.WhenAll(readers.Select(reader => reader.BeginAsync()));
        await readers[0].RateAsync(1, 1);
        await admin.SeeProgressAsync(reader: 1, answered: 1, Maps, within: OneSecond);
        await Task.WhenAll(readers.Select((reader, index) => reader.RateAsync(index == 0 ? 2 : 1, Maps)));
        foreach (var (index, reader) in readers.Index())
        {
            await reader.SeeThanksAsync();
            await admin.SeeProgressAsync(index + 1, Maps, Maps, within: OneSecond);
        }

        await admin.CloseStudyAsync();
        Assert.Equal(Pressed(readers), await ReportedAsync(window));
        await CheckDownloadsAsync(window);
    }

    /// <summary>How often each score was pressed, by all readers together.</summary>
    private static int[] Pressed(ReaderAtWork[] readers)
    {
        var all = readers.SelectMany(reader => Enumerable.Range(1, Maps).Select(reader.ScoreAt)).ToList();
        return [.. Enumerable.Range(0, 6).Select(score => all.Count(pressed => pressed == score))];
    }

    /// <summary>How often each score was given, by the report's first table, over its three models.</summary>
    private static async Task<int[]> ReportedAsync(IPage report)
    {
        var rows = report.GetByRole(AriaRole.Table, new() { Name = "Ratings of question 1, by model", Exact = true }).Locator("tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        var cells = await Task.WhenAll((await rows.AllAsync()).Select(row => row.Locator("td").AllInnerTextsAsync()));
        Assert.All(cells, row => Assert.Equal("36", row[0]));
        return [.. Enumerable.Range(0, 6).Select(score => cells.Sum(row => int.Parse(row[1 + score], CultureInfo.InvariantCulture)))];
    }

    private static async Task CheckDownloadsAsync(IPage report)
    {
        var bundle = await DownloadAsync(report.GetByRole(AriaRole.Link, new() { Name = "Download everything (zip)" }));
        Assert.Equal(bundle, await DownloadAsync(report.GetByRole(AriaRole.Link, new() { Name = "Download everything (zip)" })));
        using var files = new ZipArchive(new MemoryStream(bundle));
        foreach (var line in (await TextAsync(files.GetEntry("SHA256SUMS")!)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Equal(line[..64], Convert.ToHexStringLower(await SHA256.HashDataAsync(files.GetEntry(line[66..])!.Open())));
        Assert.Equal(1 + Readers.Length * Maps, (await TextAsync(files.GetEntry("ratings.csv")!)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        var alone = await DownloadAsync(report.GetByRole(AriaRole.Link, new() { Name = "ratings.csv", Exact = true }));
        Assert.Equal(alone, await BytesAsync(files.GetEntry("ratings.csv")!));
        var figure = report.Locator("figure img").First;
        Assert.True(await figure.EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 100)"));
    }

    private static async Task<byte[]> DownloadAsync(ILocator link)
    {
        var download = await link.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
    }

    private static async Task<string> TextAsync(ZipArchiveEntry entry) => System.Text.Encoding.UTF8.GetString(await BytesAsync(entry));

    private static async Task<byte[]> BytesAsync(ZipArchiveEntry entry)
    {
        await using var content = await entry.OpenAsync(TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    private static string Weights(string file) => Path.Combine(AppContext.BaseDirectory, "models", file);
}

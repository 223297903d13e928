using System.IO.Compression;
using Microsoft.Playwright;
using StudyPortal.Browser.Tests.Walk;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Datasets.Phantoms;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Datasets;

/// <summary>A data set that comes from the computer of whoever imports it.</summary>
public sealed class UploadImportTests
{
    private const int Images = 12, Piece = 8 << 20;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_zip_that_was_sent_is_imported_and_leaves_no_copy_behind()
    {
        await using var portal = await StartedPortal.PrepareAsync();
        var zip = await ZipAsync(portal, filler: 0);
        await portal.StartAsync(withTrainer: true);
        await using var chromium = await Chromium.LaunchAsync();
        var window = await portal.EnterAsync(chromium, "Dr. Miriam Albrecht");

        await new AdminAtWork(window).ImportFilesAsync("Twelve that were sent", zip);

        var set = Assert.Single(await portal.Get<ListDatasets>().ExecuteAsync(Stop));
        Assert.Equal(("Twelve that were sent", Images), (set.Name, set.Cases));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(portal.DataFolder, "uploads")));
    }

    [Fact]
    public async Task An_upload_that_was_broken_off_goes_on_after_the_page_was_loaded_anew()
    {
        await using var portal = await StartedPortal.PrepareAsync();
        var zip = await ZipAsync(portal, filler: 2 * Piece);
        await portal.StartAsync(withTrainer: false);
        await using var chromium = await Chromium.LaunchAsync();
        var window = await portal.EnterAsync(chromium, "Dr. Miriam Albrecht");
        var offsets = new List<string>();
        await window.RouteAsync("**/file?*", async route =>
        {
            lock (offsets) offsets.Add(System.Web.HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query)["offset"]!);
            if (offsets.Count == 1) await route.ContinueAsync();
            else await route.AbortAsync();
        });
        await window.GotoAsync("/datasets/import");
        await window.GetByLabel("On this computer").CheckAsync();
        await window.GetByLabel("A zip, or the files of a data set").SetInputFilesAsync(zip);
        await Assertions.Expect(window.GetByText("The connection is lost; trying again")).ToBeVisibleAsync();

        await window.ReloadAsync();
        await Assertions.Expect(window.GetByText("8.39 MB of")).ToBeVisibleAsync();
        await window.UnrouteAsync("**/file?*");
        offsets.Clear();
        await window.RouteAsync("**/file?*", async route =>
        {
            lock (offsets) offsets.Add(System.Web.HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query)["offset"]!);
            await route.ContinueAsync();
        });
        await window.GetByLabel("A zip, or the files of a data set").SetInputFilesAsync(zip);

        await Assertions.Expect(window.GetByText($"{Images} images of")).ToBeVisibleAsync();
        Assert.Equal($"{Piece}", offsets[0]);
    }

    [Fact]
    public async Task An_archive_that_reaches_outside_is_refused_in_words_and_the_next_one_is_taken()
    {
        await using var portal = await StartedPortal.PrepareAsync();
        var (zip, evil) = (await ZipAsync(portal, filler: 0), Path.Combine(portal.DataFolder, "evil.zip"));
        await using (var archive = await ZipFile.OpenAsync(evil, ZipArchiveMode.Create, Stop)) archive.CreateEntry("../evil.txt");
        await portal.StartAsync(withTrainer: false);
        await using var chromium = await Chromium.LaunchAsync();
        var window = await portal.EnterAsync(chromium, "Dr. Miriam Albrecht");
        await window.GotoAsync("/datasets/import");
        await window.GetByLabel("On this computer").CheckAsync();

        await window.GetByLabel("A zip, or the files of a data set").SetInputFilesAsync(evil);
        await Assertions.Expect(window.GetByRole(AriaRole.Alert)).ToContainTextAsync("E_PATH_TRAVERSAL");
        await window.GetByLabel("A zip, or the files of a data set").SetInputFilesAsync(zip);

        await Assertions.Expect(window.GetByText($"{Images} images of")).ToBeVisibleAsync();
    }

    /// <param name="portal">Whose folder it is put into, outside of what the portal looks at.</param>
    /// <param name="filler">Bytes of a file beside the images that cannot be packed.</param>
    private static async Task<string> ZipAsync(StartedPortal portal, int filler)
    {
        var folder = Path.Combine(portal.DataFolder, "to-send", "chests");
        await PhantomFolder.WriteAsync(folder, Images, seed: 4, size: 64, Stop);
        if (filler > 0)
        {
            var noise = new byte[filler];
            new Random(20211).NextBytes(noise);
            await File.WriteAllBytesAsync(Path.Combine(folder, "scan.raw"), noise, Stop);
        }

        var zip = Path.Combine(portal.DataFolder, "chests.zip");
        await ZipFile.CreateFromDirectoryAsync(folder, zip, CompressionLevel.Fastest, includeBaseDirectory: true, Stop);
        return zip;
    }
}

using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Browser.Tests.Walk;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Tokens;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Datasets;

/// <summary>DICOM files with invented patients in every place, brought in by the pages.</summary>
public sealed class PlantedNamesTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static readonly string[] Planted = ReadPlanted();

    [Fact]
    public async Task No_planted_name_is_in_the_store_the_log_the_pages_the_programming_interface_or_a_file_to_take_away()
    {
        await using var portal = await StartedPortal.PrepareAsync();
        var outside = Directory.CreateTempSubdirectory("studyportal-planted-").FullName;
        var zip = Path.Combine(outside, "planted.zip");
        await ZipFile.CreateFromDirectoryAsync(Fixtures, zip, Stop);
        await portal.StartAsync(withTrainer: true);
        await using var chromium = await Chromium.LaunchAsync();
        var window = await portal.EnterAsync(chromium, "Dr. Miriam Albrecht");

        await new AdminAtWork(window).ImportFilesAsync("Planted", zip);

        var set = Assert.Single(await portal.Get<ListDatasets>().ExecuteAsync(Stop));
        Assert.InRange(set.Cases, 3, 4);
        await AssertAnswersAsync(portal, await AddressesAsync(portal, set.Id));
        AssertClean("the log", Encoding.UTF8.GetBytes(portal.Output));
        await portal.KillAsync();
        await TrainerEndedAsync(portal.DataFolder);
        SqliteConnection.ClearAllPools();
        AssertFiles(portal.DataFolder);
        Directory.Delete(outside, recursive: true);
    }

    private static string Fixtures => Path.Combine(AppContext.BaseDirectory, "deid");

    private static string[] ReadPlanted()
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Fixtures, "expected.json")));
        return [.. expected.RootElement.EnumerateObject()
            .SelectMany(file => file.Value.GetProperty("must_not_appear_anywhere_in_output_bytes").EnumerateArray().Select(text => text.GetString()!)).Distinct()];
    }

    /// <summary>Pages, files to take away and the programming interface, of the set, its import and each case.</summary>
    private static async Task<IReadOnlyList<string>> AddressesAsync(StartedPortal portal, DatasetId set)
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        var job = (await db.Set<Job>().AsNoTracking().SingleAsync(j => j.Kind == JobKind.Import, Stop)).Id;
        var cases = await db.Set<Case>().AsNoTracking().Where(c => c.DatasetId == set).Select(c => new { c.Id, c.Number }).ToListAsync(Stop);
        return
        [
            "/datasets", $"/datasets/{set}", $"/datasets/{set}/cases.csv", $"/datasets/imports/{job}/problems.csv", "/jobs", $"/jobs/{job}", "/admin/audit",
            "/api/v1/datasets", $"/api/v1/datasets/{set}", $"/api/v1/datasets/{set}/problems", $"/api/v1/datasets/{set}/problems.csv", $"/api/v1/datasets/{set}/cases", "/api/v1/jobs", $"/api/v1/jobs/{job}",
            .. cases.SelectMany(c => new[]
            {
                $"/datasets/{set}/cases/{c.Number}", $"/datasets/cases/{c.Id}/image", $"/datasets/cases/{c.Id}/thumbnail",
                $"/api/v1/datasets/{set}/cases/{c.Number}", $"/api/v1/datasets/{set}/cases/{c.Number}/image",
            }),
        ];
    }

    private static async Task AssertAnswersAsync(StartedPortal portal, IReadOnlyList<string> addresses)
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        var admin = (await db.Set<Account>().SingleAsync(a => a.DisplayName == "Dr. Miriam Albrecht", Stop)).Id;
        var token = Assert.IsType<CreateTokenOutcome.Created>(await portal.Get<CreateToken>().ExecuteAsync(admin, "Look", [ApiScopes.Read], ApiToken.UsualDays, Stop)).Secret;
        using var browser = await DistantReader.SignInAsync(portal.Address, admin);
        using var program = new HttpClient { BaseAddress = portal.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        foreach (var address in addresses)
        {
            using var answer = await (address.StartsWith("/api/", StringComparison.Ordinal) ? program : browser).GetAsync(address, Stop);
            // A program does not get an image that waits for its review: 409.
            Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict, $"{address} was answered {answer.StatusCode}");
            AssertClean(address, await answer.Content.ReadAsByteArrayAsync(Stop));
        }
    }

    /// <summary>It ends by itself when its portal is gone, and holds its lock until then.</summary>
    private static async Task TrainerEndedAsync(string folder)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await using var held = new FileStream(Path.Combine(folder, "trainer.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                return;
            }
            catch (IOException) when (tries < 100)
            {
                await Task.Delay(200, Stop);
            }
        }
    }

    private static void AssertFiles(string folder)
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => Path.GetFileName(file) == "portal.db");
        Assert.Contains(files, file => file.Contains("blobs", StringComparison.Ordinal));
        foreach (var file in files) AssertClean(file, File.ReadAllBytes(file));
    }

    /// <summary>In the encodings in which a text can be kept.</summary>
    private static void AssertClean(string where, byte[] content)
    {
        foreach (var text in Planted)
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Latin1, Encoding.Unicode])
                Assert.False(content.AsSpan().IndexOf(encoding.GetBytes(text)) >= 0, $"{where} holds \"{text}\" in {encoding.WebName}");
    }
}
